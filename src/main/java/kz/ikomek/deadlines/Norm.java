package kz.ikomek.deadlines;

import java.time.Duration;
import java.time.Period;
import kz.ikomek.catalog.CalendarKind;
import org.jspecify.annotations.Nullable;

/**
 * How long something may take.
 *
 * @param iso ISO 8601: {@code PT…} counts minutes of the calendar, {@code PnD} counts days of it
 * @param calendar which time counts
 */
public record Norm(String iso, CalendarKind calendar) {

    /** Refuses a text that is neither {@code PT…} nor {@code PnD}, because a decision table would then be wrong. */
    public Norm {
        if (!iso.matches("PT\\d+[HM](\\d+M)?|P\\d+D")) {
            throw new IllegalArgumentException("a norm is PT…H…M or PnD, not: " + iso);
        }
    }

    /** The days of a {@code PnD} norm, else null. */
    @Nullable
    Integer days() {
        return iso.startsWith("PT") ? null : Integer.valueOf(Period.parse(iso).getDays());
    }

    /** The time of a {@code PT…} norm. */
    Duration time() {
        return Duration.parse(iso);
    }
}
