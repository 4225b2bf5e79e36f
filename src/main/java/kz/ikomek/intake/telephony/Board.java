package kz.ikomek.intake.telephony;

import java.time.Instant;
import java.util.List;
import kz.ikomek.workflow.QueueNow.StepQueue;
import org.jspecify.annotations.Nullable;

/**
 * How the shift stands. Holds instants, not spans, so that it only changes when something happens.
 *
 * @param waiting calls that ring and nobody has answered
 * @param waitingSince since when the one waits that waits longest; null when none does
 * @param talking calls in which somebody talks
 * @param missed numbers to call back
 * @param missedSince since when the first of them waits; null when none does
 * @param steps the steps of the process that have open tasks
 * @param shift who has a page of the desk open
 */
record Board(
        int waiting,
        @Nullable Instant waitingSince,
        int talking,
        int missed,
        @Nullable Instant missedSince,
        List<StepQueue> steps,
        List<OnShift> shift) {

    /**
     * Somebody on shift.
     *
     * @param extension where they sit; null when nowhere
     * @param talkingSince since when they talk; null when they do not
     */
    record OnShift(
            String name,
            @Nullable String extension,
            @Nullable Instant talkingSince) {}
}
