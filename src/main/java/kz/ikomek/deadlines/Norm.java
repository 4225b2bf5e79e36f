package kz.ikomek.deadlines;

import java.time.Duration;
import java.util.regex.Pattern;
import kz.ikomek.catalog.CalendarKind;

/**
 * How long something may take.
 *
 * @param iso ISO 8601: {@code PT…} counts minutes of the calendar, {@code PnD} counts days of it; at most 99 999 days,
 *     999 999 hours and 999 999 minutes
 * @param calendar which time counts
 */
public record Norm(String iso, CalendarKind calendar) {

    private static final Pattern ISO = Pattern.compile("PT(?=\\d)(\\d{1,6}H)?(\\d{1,6}M)?|P\\d{1,5}D");
    private static final int MINUTES_OF_AN_HOUR = 60;

    /**
     * Refuses a text that is neither {@code PT…} nor {@code PnD}, because a decision table would then be wrong.
     *
     * @throws IllegalArgumentException when it is
     */
    public Norm {
        if (!ISO.matcher(iso).matches()) {
            throw new IllegalArgumentException("a norm is PT…H…M or PnD, not: " + iso);
        }
    }

    /** As plain time, a day as 24 hours: for what waits for no working hours, such as a call in progress. */
    public Duration elapsed() {
        return Duration.parse(iso);
    }

    /** Whether it counts days. */
    boolean inDays() {
        return iso.charAt(1) != 'T';
    }

    /** The days of a {@code PnD} norm. */
    int days() {
        return Integer.parseInt(iso, 1, iso.length() - 1, 10);
    }

    /** The minutes of a {@code PT…} norm. */
    long minutes() {
        long minutes = 0;
        int number = 2;
        int hours = iso.indexOf('H');
        if (hours > 0) {
            minutes = (long) Integer.parseInt(iso, number, hours, 10) * MINUTES_OF_AN_HOUR;
            number = hours + 1;
        }
        if (number < iso.length()) {
            minutes += Integer.parseInt(iso, number, iso.length() - 1, 10);
        }
        return minutes;
    }
}
