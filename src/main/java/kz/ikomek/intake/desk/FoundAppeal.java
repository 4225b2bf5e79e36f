package kz.ikomek.intake.desk;

import org.jspecify.annotations.Nullable;

/**
 * One line of what a search found, in the reader's language and by the reader's rights.
 *
 * @param number as it is read out: {@code 1000 0017}
 * @param words the beginning of what was said; null where the reader may not read it
 */
record FoundAppeal(
        String number,
        String path,
        String category,
        @Nullable String place,
        @Nullable String words,
        boolean danger,
        String state,
        String registered) {}
