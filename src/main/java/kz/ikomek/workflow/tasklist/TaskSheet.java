package kz.ikomek.workflow.tasklist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside a form, ready to show in the reader's language.
 *
 * @param number as it is read out: {@code 1000 0017}
 * @param words what the resident said
 * @param facts name, phone, place and the like, in reading order
 * @param history what colleagues and the resident said so far, oldest first
 */
record TaskSheet(
        String number,
        String category,
        @Nullable String danger,
        Deadline deadline,
        String wordsLabel,
        String words,
        List<Fact> facts,
        String historyLabel,
        List<Entry> history) {

    /**
     * The step's deadline.
     *
     * @param late whether it has passed
     * @param left how long there is, or how late it is, in words
     * @param why the rule behind it
     */
    record Deadline(
            String label,
            String at,
            boolean late,
            String left,
            @Nullable String why) {}

    /** @param link a {@code tel:} address, or null */
    record Fact(String label, String value, @Nullable String link) {}

    /** @param who the colleague's login, or the agency's name */
    record Entry(String at, String label, String who, String said) {}
}
