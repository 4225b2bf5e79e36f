package kz.ikomek.deadlines;

import java.time.LocalDate;
import java.util.List;
import kz.ikomek.shared.LocalizedText;

/**
 * Days in a row that do not count towards a norm.
 *
 * @param from the first, inclusive
 * @param to the last, inclusive
 * @param weekend whether days that are free in any week are among them
 * @param holidays names of the holidays among them, each once, in order
 */
public record Uncounted(LocalDate from, LocalDate to, boolean weekend, List<LocalizedText> holidays) {

    /** Copies the names. */
    public Uncounted {
        holidays = List.copyOf(holidays);
    }
}
