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

    /** Code of the refusal to take a danger back that is not yet safe: it does not end because a caller says so. */
    public static final String STILL_DANGEROUS = "appeals.withdraw.still-dangerous";

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
     * @throws Refusal naming the field {@code reason} when it is missing, or with the code {@link #STILL_DANGEROUS}
     */
    public void withdraw(AppealNumber number, @Nullable String reason, Actor actor) {
        end(number, Step.WITHDRAWN, Outcome.WITHDRAWN, Texts.required(reason, "reason"), actor);
    }

    private void end(AppealNumber number, Step step, Outcome outcome, String note, Actor actor) {
        change.apply(number, step, note, actor, appeal -> {
            if (step == Step.WITHDRAWN && appeal.danger && !appeal.safe) {
                throw new Refusal(STILL_DANGEROUS, null, number.display());
            }
            appeal.resumeAll(change.now(), change.calendar(appeal));
            appeal.acceptDue = null;
            change.dropRequest(appeal, null);
            appeal.outcome = outcome;
            appeal.closedAt = change.now();
        });
        change.store.returnOpenAssignments(number);
    }
}
