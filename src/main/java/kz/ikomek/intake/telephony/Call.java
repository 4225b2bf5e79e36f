package kz.ikomek.intake.telephony;

import java.time.Instant;
import java.util.List;
import kz.ikomek.intake.telephony.CallEvent.Direction;
import org.jspecify.annotations.Nullable;

/**
 * One call, as far as the telephone system has told of it.
 *
 * @param phone the resident's number in E.164; null when hidden or none
 * @param innerNumber what was sent in place of a number
 * @param line our number
 * @param rings the extensions and logins that ring
 * @param startedAt when it was first heard of
 * @param answeredOn who answered, as the telephone system names them
 * @param answeredBy login of the operator who answered; null while nobody did, or nobody knows who
 * @param appeal number of the appeal that was registered from it
 */
record Call(
        long id,
        Direction direction,
        @Nullable String phone,
        @Nullable String innerNumber,
        String line,
        @Nullable String queue,
        List<String> rings,
        Instant startedAt,
        @Nullable Instant answeredAt,
        @Nullable String answeredOn,
        @Nullable String answeredBy,
        @Nullable Instant endedAt,
        @Nullable Outcome outcome,
        @Nullable Long callBack,
        @Nullable String appeal) {

    /** How a call ended. */
    enum Outcome {
        ANSWERED,
        MISSED,
        FORWARDED
    }

    /** A resident called, nobody answered, and it is not yet among those to call back. */
    boolean newlyMissed() {
        return direction == Direction.IN && outcome == Outcome.MISSED && callBack == null && phone != null;
    }
}
