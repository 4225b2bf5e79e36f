package kz.ikomek.appeals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A closed appeal comes back, with its number, history and count. */
@Component
@Transactional
public class ReopenAppeal {

    private final Change change;
    private final ApplicationEventPublisher events;

    ReopenAppeal(Change change, ApplicationEventPublisher events) {
        this.change = change;
        this.events = events;
    }

    /** Days after closing in which an appeal can be reopened. */
    public static final int WINDOW_DAYS = 14;

    /**
     * Reopens; the norm is counted anew from now. That of a danger is reported at once, before an inspector routes it.
     *
     * @throws Refusal naming the field {@code reason} when it is missing, or when the window has passed
     */
    public RegisteredAppeal reopen(AppealNumber number, @Nullable String reason, Actor actor) {
        Instant now = change.now();
        Appeal before = change.store.lock(number);
        if (before.anonymised) {
            throw new Refusal("appeals.reopen.anonymised", null, number.display());
        }
        Appeal reopened = change.apply(number, Step.REOPENED, Texts.required(reason, "reason"), actor, appeal -> {
            Instant closed = appeal.closedAt;
            if (closed != null && closed.plus(Duration.ofDays(WINDOW_DAYS)).isBefore(now)) {
                throw new Refusal("appeals.reopen.too-late", null, number.display(), WINDOW_DAYS);
            }
            appeal.outcome = null;
            appeal.closedAt = null;
            appeal.duplicateOf = null;
            appeal.safe = false;
            appeal.countedFrom = now;
            appeal.paused = Duration.ZERO;
            appeal.levels.clear();
            appeal.toldAt = null;
            appeal.heldUntil = null;
            appeal.extensions = 0;
            appeal.reopenings++;
            WorkingCalendar calendar = change.calendars.current();
            appeal.follow(change.norm(appeal), List.of(), calendar);
            appeal.countOuter(change.limits, calendar);
        });
        change.store.endRound(number);
        // The deadline that was in force stays in the journal; the appeal keeps the new one only.
        change.store.journal(
                number,
                now,
                actor,
                Step.CORRECTED,
                reopened.state,
                reopened.state,
                null,
                Difference.note(List.of(
                        Difference.of(Difference.Fact.NORM, before.decision.norm(), reopened.decision.norm()),
                        Difference.of(Difference.Fact.DUE, before.due, reopened.due))));
        if (reopened.danger) {
            events.publishEvent(new DangerReported(number, List.of(), now));
        }
        return new RegisteredAppeal(
                number,
                reopened.kind,
                reopened.category,
                reopened.district,
                reopened.danger,
                false,
                reopened.due,
                Objects.requireNonNull(reopened.nextLook, "an open appeal is looked at"));
    }
}
