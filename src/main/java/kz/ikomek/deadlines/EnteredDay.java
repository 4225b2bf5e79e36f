package kz.ikomek.deadlines;

/**
 * A day of the calendar with its origin.
 *
 * @param source where it is known from, for example {@code computed}, {@code estimate} or the name of an imported file
 */
public record EnteredDay(CalendarDay day, String source) {}
