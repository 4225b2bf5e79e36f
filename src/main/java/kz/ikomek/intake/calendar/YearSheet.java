package kz.ikomek.intake.calendar;

import java.util.List;

/** One year of a calendar in the reader's language, ready to show. */
record YearSheet(int year, List<Month> months, List<Line> lines, List<Hours> hours) {

    /** @param weeks of seven cells each, from Monday */
    record Month(String name, List<List<Cell>> weeks) {}

    /**
     * A day in the grid.
     *
     * @param day of the month; 0 for a cell that belongs to no day
     * @param look names of styles: {@code free}, {@code holiday}, {@code day-off}, {@code working-day}, {@code
     *     short-day}, {@code today}
     * @param words what a tip says; empty for an ordinary day
     */
    record Cell(int day, String look, String words) {}

    /**
     * A day that differs, in words.
     *
     * @param iso {@code 2026-03-21}
     * @param shown the same for people, with the day of the week
     * @param look as in a cell
     * @param detail when a short day closes; else empty
     */
    record Line(String iso, String shown, String look, String kind, String detail, String name, String source) {}

    /**
     * Working hours of a day of the week.
     *
     * @param field name of the form's field
     * @param hours empty for a free day
     */
    record Hours(String field, String day, String hours) {}
}
