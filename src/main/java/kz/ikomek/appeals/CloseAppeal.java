package kz.ikomek.appeals;

import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The end of an appeal. */
@Component
@Transactional
public class CloseAppeal {

    private final Change change;

    CloseAppeal(Change change) {
        this.change = change;
    }

    /** Closes with the outcome that was decided. */
    public void close(AppealNumber number, Outcome outcome, Actor actor) {
        end(number, Step.CLOSED_WITH_OUTCOME, outcome, outcome.name(), actor);
    }

    /**
     * The resident takes the appeal back.
     *
     * @throws Refusal naming the field {@code reason} when it is missing
     */
    public void withdraw(AppealNumber number, @Nullable String reason, Actor actor) {
        end(number, Step.WITHDRAWN, Outcome.WITHDRAWN, Texts.required(reason, "reason"), actor);
    }

    private void end(AppealNumber number, Step step, Outcome outcome, String note, Actor actor) {
        change.apply(number, step, note, actor, appeal -> {
            appeal.resumeAll(change.now(), change.calendar(appeal));
            appeal.acceptDue = null;
            change.dropRequest(appeal, null);
            appeal.outcome = outcome;
            appeal.closedAt = change.now();
        });
        change.store.returnOpenAssignments(number);
    }
}
