package kz.ikomek.appeals;

import java.time.Instant;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The controller calls the resident back. The agency's clock stands still meanwhile. */
@Component
@Transactional
public class VerifyAppeal {

    private final Change change;

    VerifyAppeal(Change change) {
        this.change = change;
    }

    /** How often a resident is called before the appeal is closed as solved and not confirmed (brief of the centre). */
    public static final int MOST_CALLS = 3;

    /** All agencies are done: the controller's own limit begins. */
    public void start(AppealNumber number) {
        change.apply(number, Step.CONTROL_STARTED, null, Actor.SYSTEM, appeal -> {
            appeal.done = true;
            appeal.pause(change.now());
            appeal.attempts = 0;
        });
    }

    /** The resident confirms; closing follows. */
    public void confirmed(AppealNumber number, @Nullable String note, Actor actor) {
        change.apply(number, Step.CONFIRMED, Texts.optional(note, "note", Texts.LONG), actor, appeal -> {});
    }

    /**
     * The resident does not confirm: rework, with the time that was left.
     *
     * @throws Refusal naming the field {@code reason} when it is missing
     */
    public void notConfirmed(AppealNumber number, @Nullable String reason, Actor actor) {
        change.apply(number, Step.NOT_CONFIRMED, Texts.required(reason, "reason"), actor, appeal -> {
            Instant now = change.now();
            appeal.resumeAll(now, change.calendar(appeal));
            appeal.startAcceptance(now, change.calendar(appeal));
            appeal.reworks++;
        });
        change.store.reopenSolvedAssignments(number);
    }

    /** Nobody answers the telephone. Which call it was stands in the journal. Returns how many have been made. */
    public int noAnswer(AppealNumber number, Actor actor) {
        int call = change.store.lock(number).attempts + 1;
        change.apply(number, Step.NO_ANSWER, String.valueOf(call), actor, appeal -> appeal.attempts = call);
        return call;
    }
}
