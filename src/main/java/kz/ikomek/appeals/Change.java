package kz.ikomek.appeals;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.deadlines.DeadlineProperties;
import kz.ikomek.deadlines.DecisionTables;
import kz.ikomek.deadlines.EscalationPlan;
import kz.ikomek.deadlines.Norm;
import kz.ikomek.deadlines.NormDecision;
import kz.ikomek.deadlines.NormQuestion;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.deadlines.WorkingCalendars;
import kz.ikomek.shared.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The one way to change an appeal: lock, check the step, change, save, journal; all in the caller's transaction. */
@Component
class Change {

    final AppealStore store;
    final WorkingCalendars calendars;
    final EscalationPlan plan;
    final DeadlineProperties limits;
    private final Clock clock;
    private final DecisionTables tables;

    Change(
            AppealStore store,
            Clock clock,
            WorkingCalendars calendars,
            EscalationPlan plan,
            DeadlineProperties limits,
            DecisionTables tables) {
        this.store = store;
        this.clock = clock;
        this.calendars = calendars;
        this.plan = plan;
        this.limits = limits;
        this.tables = tables;
    }

    /** The instant of the step, in milliseconds: no finer than the engine's timers, so that both say the same. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The calendar that produced the appeal's deadlines. */
    WorkingCalendar calendar(Appeal appeal) {
        return calendars.version(appeal.calendarVersion);
    }

    /** What the table of norms says of the appeal as it is now. */
    NormDecision norm(Appeal appeal) {
        return tables.norm(new NormQuestion(appeal.category, appeal.kind, appeal.danger, appeal.channel.name()));
    }

    /** The agency that the routing table names for the appeal as it is now, or null where it leaves it to people. */
    @Nullable
    AgencyCode proposal(Appeal appeal) {
        return tables.proposal(appeal.category, appeal.district);
    }

    /** The extensions that count for the deadline in force. */
    List<Norm> granted(Appeal appeal) {
        return appeal.extensions == 0
                ? List.of()
                : store.extensions(
                        appeal.number,
                        appeal.countedFrom,
                        appeal.decision.norm().calendar());
    }

    /**
     * A request for more time is void when the agency that asked does not work on it any more.
     *
     * @param agency whose request; null for whosever it is
     */
    void dropRequest(Appeal appeal, @Nullable AgencyCode agency) {
        AgencyCode asked = appeal.extensionAskedBy;
        if (asked != null && (agency == null || agency.equals(asked))) {
            store.decideExtension(appeal.number, null, now(), Actor.SYSTEM);
            appeal.extensionAskedBy = null;
        }
    }

    Appeal apply(AppealNumber number, Step step, @Nullable String note, Actor actor, Consumer<Appeal> effect) {
        return apply(number, step, null, note, actor, effect);
    }

    Appeal apply(
            AppealNumber number,
            Step step,
            @Nullable AgencyCode agency,
            @Nullable String note,
            Actor actor,
            Consumer<Appeal> effect) {
        Appeal appeal = store.lock(number);
        AppealState before = appeal.take(step);
        effect.accept(appeal);
        appeal.entered(before, now(), calendar(appeal));
        save(appeal);
        store.journal(number, now(), actor, step, before, appeal.state, agency, note);
        return appeal;
    }

    /** Saves a changed appeal, and when its ladder is to be looked at again. */
    void save(Appeal appeal) {
        appeal.setNextLook(plan, calendar(appeal), now());
        store.save(appeal, now());
    }
}
