package kz.ikomek.appeals;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.deadlines.EscalationPlan;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.shared.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The one way to change an appeal: lock, check the step, change, save, journal; all in the caller's transaction. */
@Component
class Change {

    final AppealStore store;
    final Clock clock;
    final WorkingCalendar calendar;
    final EscalationPlan plan;

    Change(AppealStore store, Clock clock, WorkingCalendar calendar, EscalationPlan plan) {
        this.store = store;
        this.clock = clock;
        this.calendar = calendar;
        this.plan = plan;
    }

    Instant now() {
        return clock.instant();
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
        save(appeal);
        store.journal(number, now(), actor, step, before, appeal.state, agency, note);
        return appeal;
    }

    /** Saves a changed appeal, and when its ladder is to be looked at again. */
    void save(Appeal appeal) {
        appeal.setNextLook(plan, calendar, now());
        store.save(appeal);
    }
}
