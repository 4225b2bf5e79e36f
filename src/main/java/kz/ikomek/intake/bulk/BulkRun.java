package kz.ikomek.intake.bulk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * An order for many tasks, planned or carried out.
 *
 * @param number for people, in the journal
 * @param gone how many of the chosen tasks were no more when it was planned
 * @param startedAt UTC; null while it is only planned
 */
record BulkRun(
        UUID id,
        long number,
        BulkOrder order,
        int gone,
        @Nullable Instant startedAt,
        List<Item> items) {

    /** How far one task has come. */
    enum State {
        /** It will be done. */
        PLANNED,
        /** It would be refused, so nothing is done with it. */
        LEFT_OUT,
        DONE,
        /** It was refused when it came to it. */
        REFUSED
    }

    /** @param refusal why nothing is or was done; null otherwise */
    record Item(
            int position,
            String task,
            AppealNumber appeal,
            State state,
            @Nullable Refusal refusal) {}

    List<Item> in(State state) {
        return items.stream().filter(item -> item.state() == state).toList();
    }
}
