package kz.ikomek.catalog;

import java.time.LocalDate;

/**
 * A time in which a contact's mail goes to a deputy.
 *
 * @param first day of it, by the calendar of Shymkent
 * @param last day of it, included
 */
public record Absence(long id, Deputy deputy, LocalDate first, LocalDate last) {

    /** Whether the contact is away on this day. */
    public boolean covers(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }
}
