package kz.ikomek.deadlines;

/** The versions of the working calendar. A version never changes; an edit makes a new one. */
public interface WorkingCalendars {

    /** The version in force, for new deadlines. */
    WorkingCalendar current();

    /**
     * The version that produced a deadline.
     *
     * @throws IllegalArgumentException when there never was such a version
     */
    WorkingCalendar version(int version);
}
