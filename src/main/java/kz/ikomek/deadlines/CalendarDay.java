package kz.ikomek.deadlines;

import java.time.LocalDate;
import java.time.LocalTime;
import kz.ikomek.shared.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * A day that differs from the ordinary week.
 *
 * @param closes when a short day ends, local time; null for the other kinds
 * @param name what people call it; a day off that was moved bears the name of its holiday
 */
public record CalendarDay(
        LocalDate date, Kind kind, @Nullable LocalTime closes, LocalizedText name) {

    /** How a day differs. */
    public enum Kind {
        /** A public holiday. */
        HOLIDAY,
        /** A day off that was moved here, from a weekend or by order. */
        DAY_OFF,
        /** A day of the weekend on which people work. */
        WORKING_DAY,
        /** A working day that ends early. */
        SHORT_DAY
    }

    /**
     * Checks that exactly a short day says when it closes.
     *
     * @throws IllegalArgumentException when not
     */
    public CalendarDay {
        if ((kind == Kind.SHORT_DAY) != (closes != null)) {
            throw new IllegalArgumentException("a short day, and no other, says when it closes: " + date);
        }
    }
}
