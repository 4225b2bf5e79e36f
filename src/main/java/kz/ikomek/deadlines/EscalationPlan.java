package kz.ikomek.deadlines;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import kz.ikomek.catalog.CalendarKind;
import kz.ikomek.catalog.ContactRole;
import org.jspecify.annotations.Nullable;

/** Who is told next about a case, and when. */
public final class EscalationPlan {

    private static final Duration LEAST = Duration.ofMinutes(15);
    private static final Duration WORKING_DAY = Duration.ofHours(8);
    private static final Duration DAY = Duration.ofDays(1);

    private final DecisionTables tables;

    /** A plan over these ladders. */
    public EscalationPlan(DecisionTables tables) {
        this.tables = tables;
    }

    /**
     * One thing that a case is watched for.
     *
     * @param ladder name of the ladder
     * @param due the deadline in force, pauses included
     * @param length how long there was, in time of the calendar
     * @param warning percent of the length after which the norm wants the warning; used by the stages of the norm only
     * @param level the level of this stage already told; 0 for none
     * @param toldAt when a level was last told; null for never
     */
    public record CaseClock(
            String ladder,
            Stage stage,
            Instant due,
            Duration length,
            CalendarKind calendar,
            int warning,
            int level,
            @Nullable Instant toldAt) {

        private CaseClock told(int reached, Instant at) {
            return new CaseClock(ladder, stage, due, length, calendar, warning, reached, at);
        }
    }

    /** One message to come. */
    public record Alert(Stage stage, int level, Instant at, ContactRole recipient) {}

    /**
     * The next alert, or null when the ladder has been climbed to its top. Above the deadline each level has its full
     * wait after the one before, also when the case came to the stage late: nobody is passed over.
     */
    public @Nullable Alert next(CaseClock clock, WorkingCalendar calendar) {
        int level = clock.level() + 1;
        var step = tables.ladder(clock.ladder(), clock.stage(), level);
        if (step == null) {
            return null;
        }
        Instant at = at(clock, level, step, calendar);
        Instant told = clock.toldAt();
        if (step.share() > 0 && clock.level() > 0 && told != null) {
            Instant afterTheLast = calendar.plus(told, wait(clock, step), clock.calendar());
            at = afterTheLast.isAfter(at) ? afterTheLast : at;
        }
        return new Alert(clock.stage(), level, at, step.recipient());
    }

    /** All alerts to come if nothing happens meanwhile, in order. */
    public List<Alert> coming(CaseClock clock, WorkingCalendar calendar) {
        List<Alert> alerts = new ArrayList<>();
        CaseClock then = clock;
        for (Alert alert = next(then, calendar); alert != null; alert = next(then, calendar)) {
            alerts.add(alert);
            then = then.told(alert.level(), alert.at());
        }
        return alerts;
    }

    /** When so much of the length is over that the norm wants the warning, whether the ladder tells anybody then or not. */
    public Instant warning(CaseClock clock, WorkingCalendar calendar) {
        Duration part = clock.length().multipliedBy(100 - clock.warning()).dividedBy(100);
        return calendar.minus(clock.due(), part, clock.calendar());
    }

    private Instant at(CaseClock clock, int level, DecisionTables.LadderStep step, WorkingCalendar calendar) {
        if (step.share() <= 0) {
            int left = step.share() < 0 && clock.stage().ofNorm() ? 100 - clock.warning() : -step.share();
            Duration part = clock.length().multipliedBy(left).dividedBy(100);
            return calendar.minus(clock.due(), part, clock.calendar());
        }
        var before = level > 1 ? tables.ladder(clock.ladder(), clock.stage(), level - 1) : null;
        Instant from = before == null ? clock.due() : at(clock, level - 1, before, calendar);
        return calendar.plus(from, wait(clock, step), clock.calendar());
    }

    private static Duration wait(CaseClock clock, DecisionTables.LadderStep step) {
        Duration part = clock.length().multipliedBy(step.share()).dividedBy(100);
        Duration most = clock.calendar() == CalendarKind.WORKING ? WORKING_DAY : DAY;
        return part.compareTo(LEAST) < 0 ? LEAST : part.compareTo(most) > 0 ? most : part;
    }
}
