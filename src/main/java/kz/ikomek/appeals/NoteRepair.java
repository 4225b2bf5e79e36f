package kz.ikomek.appeals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The appeal's own part when something around it was put right by the system itself. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class NoteRepair {

    private final Change change;

    NoteRepair(Change change) {
        this.change = change;
    }

    /**
     * Locks the appeal until the transaction ends.
     *
     * @return when its ladder is to be looked at next; empty when it is closed
     * @throws Refusal when there is none of this number
     */
    public Optional<Instant> lockOpen(AppealNumber number) {
        Appeal appeal = change.store.lock(number);
        return appeal.state == AppealState.CLOSED ? Optional.empty() : Optional.ofNullable(appeal.nextLook);
    }

    /** Whether the journal says that the timer was restored within the last 24 hours. */
    public boolean isRestoredToday(AppealNumber number) {
        return change.store.isSince(number, Step.TIMER_RESTORED, change.now().minus(Duration.ofDays(1)));
    }

    /** Enters in the journal that the appeal has its timer again. */
    public void timerRestored(AppealNumber number) {
        Appeal appeal = change.store.lock(number);
        AppealState state = appeal.take(Step.TIMER_RESTORED);
        change.store.journal(number, change.now(), Actor.SYSTEM, Step.TIMER_RESTORED, state, state, null, null);
    }
}
