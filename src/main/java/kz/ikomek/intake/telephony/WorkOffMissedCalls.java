package kz.ikomek.intake.telephony;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An operator takes a missed call on, calls back and says what came of it. */
@Component
class WorkOffMissedCalls {

    /** After so many calls that nobody answered, the number is given up. */
    static final int MOST_TRIES = 3;

    /** Whoever has taken a call on and does nothing for so long no longer keeps others from it. */
    static final Duration HOLD = Duration.ofMinutes(30);

    private final CallBacks callBacks;
    private final Signals signals;
    private final Clock clock;

    WorkOffMissedCalls(CallBacks callBacks, Signals signals, Clock clock) {
        this.callBacks = callBacks;
        this.signals = signals;
        this.clock = clock;
    }

    /**
     * Takes it on.
     *
     * @throws Refusal when it is closed, or a colleague has it
     */
    @Transactional
    void take(long id, Actor actor) {
        var callBack = open(id);
        Instant now = clock.instant();
        if (!isFree(callBack, actor, now)) {
            throw new Refusal("telephony.missed.taken", null, callBack.holder());
        }
        callBacks.take(id, actor.userId(), now);
        signals.missedCalls();
    }

    /**
     * Leaves it to others.
     *
     * @throws Refusal when it is closed, or somebody else's
     */
    @Transactional
    void release(long id, Actor actor) {
        own(id, actor);
        callBacks.take(id, null, null);
        signals.missedCalls();
    }

    /**
     * The resident was reached.
     *
     * @throws Refusal when it is closed, or somebody else's
     */
    @Transactional
    void reached(long id, Actor actor) {
        own(id, actor);
        callBacks.close(id, CallBacks.Outcome.CALLED_BACK, actor.userId(), clock.instant());
        signals.missedCalls();
    }

    /**
     * Nobody answered; the third time it is given up.
     *
     * @throws Refusal when it is closed, or somebody else's
     */
    @Transactional
    void notReached(long id, Actor actor) {
        var callBack = own(id, actor);
        Instant now = clock.instant();
        callBacks.tried(id, now);
        if (callBack.tries() + 1 >= MOST_TRIES) {
            callBacks.close(id, CallBacks.Outcome.GIVEN_UP, actor.userId(), now);
        }
        signals.missedCalls();
    }

    /** Whether this operator may take it on now. */
    static boolean isFree(CallBacks.CallBack callBack, Actor actor, Instant now) {
        Instant takenAt = callBack.takenAt();
        return takenAt == null
                || actor.userId().equals(callBack.takenBy())
                || !takenAt.plus(HOLD).isAfter(now);
    }

    private CallBacks.CallBack own(long id, Actor actor) {
        var callBack = open(id);
        if (!actor.userId().equals(callBack.takenBy())) {
            throw new Refusal("telephony.missed.not-yours", null);
        }
        return callBack;
    }

    private CallBacks.CallBack open(long id) {
        return callBacks.lock(id).orElseThrow(() -> new Refusal("telephony.missed.closed", null));
    }
}
