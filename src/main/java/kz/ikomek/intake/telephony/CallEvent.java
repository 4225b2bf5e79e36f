package kz.ikomek.intake.telephony;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the telephone system tells of a call. Carries no time: it is the time it arrives.
 *
 * @param callId the telephone system's own name of the call
 * @param phone the resident's number in E.164; null when it is hidden or none
 * @param innerNumber what was sent in place of a number, such as a colleague's extension; null when there is a number
 * @param line our number: called, or called from
 * @param users the extensions, logins or full names that ring; on an answer who answered
 * @param answeringNumber extension or login that answered; null when the telephone system does not say
 * @param cause why the call ended; null but for a hangup
 */
record CallEvent(
        Kind kind,
        String callId,
        Direction direction,
        @Nullable String phone,
        @Nullable String innerNumber,
        String line,
        @Nullable String queue,
        List<String> users,
        @Nullable String answeringNumber,
        @Nullable Cause cause) {

    /** The three events. */
    enum Kind {
        NEW_CALL,
        ANSWER,
        HANGUP
    }

    /** Who called. */
    enum Direction {
        /** A resident called us. */
        IN,
        /** We called a resident. */
        OUT
    }

    /** Why a call ended. */
    enum Cause {
        NORMAL_CLEARING,
        BUSY,
        CANCEL,
        NO_ANSWER,
        CONGESTION,
        NOT_FOUND,
        /** Goes on elsewhere, as another call. */
        FORWARDED,
        OTHER
    }

    /** Whether the event says that somebody talked to the caller: the answer itself, or a hangup that names who did. */
    boolean saysAnswered() {
        return kind == Kind.ANSWER || kind == Kind.HANGUP && cause == Cause.NORMAL_CLEARING && answeringNumber != null;
    }

    /** Who answered, as the telephone system names them; null when it does not say. */
    @Nullable
    String answeredOn() {
        if (!saysAnswered()) {
            return null;
        }
        if (answeringNumber != null) {
            return answeringNumber;
        }
        return users.size() == 1 ? users.get(0) : null;
    }
}
