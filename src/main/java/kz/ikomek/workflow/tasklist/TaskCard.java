package kz.ikomek.workflow.tasklist;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tells one card of the task list from another; no personal data.
 *
 * @param number as it is read out: {@code 1000 0017}
 * @param danger the word for it, or null
 * @param due when the step is to be done
 * @param dueText the same as people write it, by the clocks of Shymkent
 * @param warning when the norm wants the warning; null where it knows of none for this deadline
 * @param paused the words for a clock that stands still, or null
 * @param counts how often agencies refused and the work was sent back, in words; only what happened
 */
record TaskCard(
        String taskId,
        String number,
        String category,
        @Nullable String place,
        @Nullable String danger,
        Instant due,
        String dueText,
        @Nullable Instant warning,
        @Nullable String paused,
        List<String> counts) {

    /**
     * The cards of a page, and what their clocks are told in.
     *
     * @param now the server's clock: the one of the reader's machine may be wrong
     */
    record Page(Instant now, Words words, List<TaskCard> cards) {}

    /** Texts with {@code {0}} for the span or the number. */
    record Words(String left, String soon, String late, String days, String hours, String minutes, String seconds) {}
}
