package kz.ikomek.bench;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A timer that was due and what came of it.
 *
 * @param name the case
 * @param committed when the transaction with its row in the outbox was committed; null for not, or without an outbox
 * @param accepted when the mail server had accepted its mail; null for not, or where nobody sends
 */
record Fired(
        String name,
        Instant due,
        @Nullable Instant committed,
        @Nullable Instant accepted) {

    @Nullable
    Long toOutbox() {
        return since(committed);
    }

    @Nullable
    Long toSmtp() {
        return since(accepted);
    }

    private @Nullable Long since(@Nullable Instant at) {
        return at == null ? null : Duration.between(due, at).toMillis();
    }
}
