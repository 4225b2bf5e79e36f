package kz.ikomek.deadlines;

import java.time.LocalTime;

/**
 * A stretch of work within one day, local time of Asia/Almaty.
 *
 * @param from inclusive
 * @param to exclusive, after {@code from}
 */
public record Shift(LocalTime from, LocalTime to) {

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException when it does not end after it begins
     */
    public Shift {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a shift ends after it begins, not " + from + " to " + to);
        }
    }
}
