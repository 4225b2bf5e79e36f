package kz.ikomek.deadlines;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One published version of the calendar as people read it.
 *
 * @param version from 1
 * @param publishedBy login
 * @param note why it was published
 * @param days in the order of their dates
 */
public record CalendarView(
        int version, Instant publishedAt, String publishedBy, String note, OrdinaryWeek week, List<EnteredDay> days) {

    /** Copies the days. */
    public CalendarView {
        days = List.copyOf(days);
    }

    /** What is entered for a date; empty for an ordinary day. */
    public Optional<EnteredDay> on(LocalDate date) {
        return days.stream()
                .filter(entered -> entered.day().date().equals(date))
                .findFirst();
    }

    /** The calendar that computes. */
    WorkingCalendar calendar() {
        return WorkingCalendar.of(
                version, week, days.stream().map(EnteredDay::day).toList());
    }
}
