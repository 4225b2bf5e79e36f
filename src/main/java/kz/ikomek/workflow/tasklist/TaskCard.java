package kz.ikomek.workflow.tasklist;

import org.jspecify.annotations.Nullable;

/**
 * What tells one card of the task list from another; no personal data.
 *
 * @param number as it is read out: {@code 1000 0017}
 * @param danger the word for it, or null
 */
record TaskCard(
        String taskId,
        String number,
        String category,
        @Nullable String place,
        @Nullable String danger) {}
