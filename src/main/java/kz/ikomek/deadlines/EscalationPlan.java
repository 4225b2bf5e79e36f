package kz.ikomek.deadlines;

import java.time.Duration;
import java.time.Instant;
import kz.ikomek.catalog.CalendarKind;
import kz.ikomek.catalog.ContactRole;
import org.jspecify.annotations.Nullable;

/** Who is told next about a case, and when. */
public final class EscalationPlan {

    private static final Duration LEAST = Duration.ofMinutes(15);
    private static final Duration WORKING_DAY = Duration.ofHours(8);
    private static final Duration DAY = Duration.ofDays(1);

    private final DecisionTables tables;
    private final WorkingCalendar calendar;

    /** A plan over the given ladder and calendar. */
    public EscalationPlan(DecisionTables tables, WorkingCalendar calendar) {
        this.tables = tables;
        this.calendar = calendar;
    }

    /**
     * What counts for the ladder.
     *
     * @param due the deadline in force, pauses included
     * @param length the norm's own length, in time of the calendar
     * @param level the level of this stage already told; 0 for none
     * @param toldAt when a level of any stage was last told; null for never
     */
    public record CaseClock(
            Stage stage,
            Instant due,
            Duration length,
            CalendarKind calendar,
            int level,
            @Nullable Instant toldAt) {}

    /** One message to come. */
    public record Alert(int level, Instant at, ContactRole recipient) {}

    /**
     * The next alert, or null when the ladder has been climbed to its top. Above the deadline each level has its full
     * wait after the one before, also when the case came to the stage late: nobody is passed over.
     */
    public @Nullable Alert next(CaseClock clock) {
        int level = clock.level() + 1;
        var step = tables.ladder(clock.stage(), level);
        if (step == null) {
            return null;
        }
        Instant at = at(clock, level, step);
        Instant told = clock.toldAt();
        if (step.share() > 0 && clock.level() > 0 && told != null) {
            Instant afterTheLast = calendar.plus(told, wait(clock, step), clock.calendar());
            at = afterTheLast.isAfter(at) ? afterTheLast : at;
        }
        return new Alert(level, at, step.recipient());
    }

    private Instant at(CaseClock clock, int level, DecisionTables.LadderStep step) {
        if (step.share() <= 0) {
            Duration part = clock.length().multipliedBy(Math.abs(step.share())).dividedBy(100);
            return calendar.minus(clock.due(), part, clock.calendar());
        }
        var before = level > 1 ? tables.ladder(clock.stage(), level - 1) : null;
        Instant from = before == null ? clock.due() : at(clock, level - 1, before);
        return calendar.plus(from, wait(clock, step), clock.calendar());
    }

    private static Duration wait(CaseClock clock, DecisionTables.LadderStep step) {
        Duration part = clock.length().multipliedBy(step.share()).dividedBy(100);
        Duration most = clock.calendar() == CalendarKind.WORKING ? WORKING_DAY : DAY;
        return part.compareTo(LEAST) < 0 ? LEAST : part.compareTo(most) > 0 ? most : part;
    }
}
