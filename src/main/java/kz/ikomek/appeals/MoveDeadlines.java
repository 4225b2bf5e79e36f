package kz.ikomek.appeals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kz.ikomek.deadlines.Explanation.Pause;
import kz.ikomek.deadlines.OpenDeadlines;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.shared.Actor;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts the deadlines of open appeals anew by another calendar: norm, extensions and pauses stay, working time is that
 * of the new version. Limits of steps that have begun stay as they are.
 */
@Component
class MoveDeadlines implements OpenDeadlines {

    private final JdbcClient jdbc;
    private final Change change;
    private final ApplicationEventPublisher events;

    MoveDeadlines(JdbcClient jdbc, Change change, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.change = change;
        this.events = events;
    }

    /** What a version changes for one appeal: its deadline, or only the outer ones. */
    private record Effect(AppealNumber number, Instant before, Instant after) {}

    @Override
    @Transactional(readOnly = true, propagation = Propagation.SUPPORTS)
    public List<Move> moves(WorkingCalendar next) {
        return effects(next).stream()
                .filter(effect -> !effect.before().equals(effect.after()))
                .map(effect -> new Move(effect.number().value(), effect.before(), effect.after()))
                .toList();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public int move(WorkingCalendar next, Actor actor) {
        List<Effect> effects = effects(next);
        for (Effect effect : effects) {
            Appeal appeal = change.store.lock(effect.number());
            Instant before = appeal.due;
            AppealState state = appeal.take(Step.CLOCK_MOVED);
            count(appeal, next);
            if (!before.equals(appeal.due) && appeal.due.isAfter(change.now())) {
                appeal.forgetTold();
            }
            change.save(appeal);
            change.store.journal(
                    effect.number(),
                    change.now(),
                    actor,
                    Step.CLOCK_MOVED,
                    state,
                    appeal.state,
                    null,
                    Difference.note(List.of(Difference.of(Difference.Fact.DUE, before, appeal.due))));
            events.publishEvent(new ClockMoved(effect.number()));
        }
        return Math.toIntExact(effects.stream()
                .filter(effect -> !effect.before().equals(effect.after()))
                .count());
    }

    private List<Effect> effects(WorkingCalendar next) {
        try (Stream<Appeal> open = jdbc
                .sql("SELECT " + AppealStore.COLUMNS
                        + " FROM appeals.appeal WHERE state <> 'CLOSED' ORDER BY due_at, number")
                .query(AppealStore::appeal)
                .stream()) {
            return open.map(appeal -> effect(appeal, next))
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    private Optional<Effect> effect(Appeal appeal, WorkingCalendar next) {
        Instant due = appeal.due;
        Instant statutory = appeal.statutoryDue;
        Instant forward = appeal.forwardDue;
        count(appeal, next);
        return due.equals(appeal.due) && statutory.equals(appeal.statutoryDue) && forward.equals(appeal.forwardDue)
                ? Optional.empty()
                : Optional.of(new Effect(appeal.number, due, appeal.due));
    }

    private void count(Appeal appeal, WorkingCalendar next) {
        if (!appeal.paused.isZero()) {
            appeal.paused = change.store.pauses(appeal.number, appeal.countedFrom).stream()
                    .map((Pause pause) -> next.between(
                            pause.since(), pause.until(), appeal.decision.norm().calendar()))
                    .reduce(Duration.ZERO, Duration::plus);
        }
        appeal.count(change.granted(appeal), next);
        appeal.countOuter(change.limits, next);
    }
}
