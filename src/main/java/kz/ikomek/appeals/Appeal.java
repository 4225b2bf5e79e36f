package kz.ikomek.appeals;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import kz.ikomek.catalog.CalendarKind;
import kz.ikomek.catalog.Category;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.CategoryKind;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.deadlines.DecisionTables;
import kz.ikomek.deadlines.EscalationPlan;
import kz.ikomek.deadlines.EscalationPlan.CaseClock;
import kz.ikomek.deadlines.Norm;
import kz.ikomek.deadlines.Stage;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * One appeal under change, locked in its transaction: checks each step against the table of transitions and keeps the
 * clock. The agency's clock stands still while the resident is asked and while the controller verifies.
 */
final class Appeal {

    /** How long a pause may last before somebody looks at it (proposal). */
    private static final Norm PAUSE_LIMIT = new Norm("P5D", CalendarKind.WORKING);

    private static final Duration NOTHING_TO_TELL = Duration.ofDays(1);

    final AppealNumber number;
    AppealState state;

    @Nullable
    Outcome outcome;

    CategoryKind kind;
    CategoryCode category;

    @Nullable
    DistrictCode district;

    @Nullable
    String address;

    String words;
    boolean danger;
    boolean safe;

    @Nullable
    String answer;

    @Nullable
    String duplicateOf;

    Instant countedFrom;
    Norm norm;
    String normReason;
    Duration length;
    Duration paused = Duration.ZERO;
    int openPauses;

    @Nullable
    Instant pausedSince;

    Instant due;

    /** The level of escalation already told, by the ladder's stage: each stage has its own people. */
    final Map<Stage, Integer> levels = new EnumMap<>(Stage.class);

    @Nullable
    Instant toldAt;

    @Nullable
    Instant controlDue;

    Duration controlLength = Duration.ZERO;
    int attempts;
    int hops;
    int reworks;
    int reopenings;

    @Nullable
    Instant closedAt;

    /** When the ladder is to be looked at again; null when closed. */
    @Nullable
    Instant nextLook;

    Appeal(
            AppealNumber number,
            AppealState state,
            Category category,
            @Nullable DistrictCode district,
            String words,
            boolean danger,
            Instant countedFrom,
            DecisionTables.NormDecision decision,
            WorkingCalendar calendar) {
        this.number = number;
        this.state = state;
        this.kind = category.kind();
        this.category = category.code();
        this.district = district;
        this.words = words;
        this.danger = danger;
        this.countedFrom = countedFrom;
        this.norm = decision.norm();
        this.normReason = decision.reason();
        this.due = calendar.plus(countedFrom, decision.norm());
        this.length = calendar.between(countedFrom, due, decision.norm().calendar());
    }

    /** For the store. */
    Appeal(
            AppealNumber number,
            AppealState state,
            CategoryKind kind,
            CategoryCode category,
            String words,
            Instant countedFrom,
            Norm norm,
            String normReason,
            Duration length,
            Instant due) {
        this.number = number;
        this.state = state;
        this.kind = kind;
        this.category = category;
        this.words = words;
        this.countedFrom = countedFrom;
        this.norm = norm;
        this.normReason = normReason;
        this.length = length;
        this.due = due;
    }

    /**
     * Takes a step.
     *
     * @return the state before it
     * @throws Refusal when the table of transitions does not allow it
     */
    AppealState take(Step step) {
        if (!step.from().contains(state)) {
            throw new Refusal("appeals.step.not-now", null, number.display());
        }
        AppealState before = state;
        state = step.after(before);
        return before;
    }

    /** A new norm, counted from the same instant; pauses so far stay counted. */
    void follow(DecisionTables.NormDecision decision, WorkingCalendar calendar) {
        norm = decision.norm();
        normReason = decision.reason();
        Instant unpaused = calendar.plus(countedFrom, norm);
        length = calendar.between(countedFrom, unpaused, norm.calendar());
        due = calendar.plus(unpaused, paused, norm.calendar());
    }

    void pause(Instant now) {
        if (openPauses++ == 0) {
            pausedSince = now;
        }
    }

    /** Lets the clock go on, with exactly the time of the norm's calendar added that was paused. */
    void resume(Instant now, WorkingCalendar calendar) {
        Instant since = pausedSince;
        if (openPauses > 0 && --openPauses == 0 && since != null) {
            Duration standstill = calendar.between(since, now, norm.calendar());
            due = calendar.plus(due, standstill, norm.calendar());
            paused = paused.plus(standstill);
            pausedSince = null;
        }
    }

    void resumeAll(Instant now, WorkingCalendar calendar) {
        openPauses = Math.min(openPauses, 1);
        resume(now, calendar);
    }

    /** The next alert of the ladder in force, or null while the clock stands still or above the ladder's top. */
    EscalationPlan.@Nullable Alert nextAlert(EscalationPlan plan) {
        Instant limit = controlDue;
        if (state == AppealState.CONTROL && limit != null) {
            return plan.next(
                    new CaseClock(Stage.CONTROL, limit, controlLength, CalendarKind.ROUND_THE_CLOCK, level(), toldAt));
        }
        return pausedSince != null
                ? null
                : plan.next(new CaseClock(state.stage(), due, length, norm.calendar(), level(), toldAt));
    }

    /** Says when the ladder is to be looked at again: always some instant while the appeal is open. */
    void setNextLook(EscalationPlan plan, WorkingCalendar calendar, Instant now) {
        nextLook = state == AppealState.CLOSED ? null : look(plan, calendar, now);
    }

    private Instant look(EscalationPlan plan, WorkingCalendar calendar, Instant now) {
        var alert = nextAlert(plan);
        if (alert != null) {
            return alert.at();
        }
        Instant since = pausedSince;
        Instant limit = since == null || state == AppealState.CONTROL ? now : calendar.plus(since, PAUSE_LIMIT);
        return limit.isAfter(now) ? limit : now.plus(NOTHING_TO_TELL);
    }

    /** The level told of the ladder in force; 0 for none. */
    int level() {
        return levels.getOrDefault(state.stage(), 0);
    }

    void told(int reached, Instant at) {
        levels.put(state.stage(), reached);
        toldAt = at;
    }

    /** What was told of one deadline says nothing of another one. */
    void forgetTold() {
        levels.clear();
        toldAt = null;
    }
}
