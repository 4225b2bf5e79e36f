package kz.ikomek.deadlines;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a next version of the calendar is to be. May hold what the rules do not allow; {@link PublishCalendar} checks.
 *
 * @param basedOn the version from which it was made
 * @param week the shifts of each day of the week; a day that is not named is free
 * @param workedFreeDay hours of a free day that is worked by order
 * @param days in the order of their dates
 */
public record CalendarDraft(
        int basedOn, Map<DayOfWeek, List<Shift>> week, List<Shift> workedFreeDay, List<EnteredDay> days) {

    /** Copies, and brings the days in order. */
    public CalendarDraft {
        week = Map.copyOf(week);
        workedFreeDay = List.copyOf(workedFreeDay);
        days = days.stream()
                .sorted(Comparator.comparing(entered -> entered.day().date()))
                .toList();
    }

    /**
     * What a draft changes of one date.
     *
     * @param before null when it was an ordinary day
     * @param after null when it becomes an ordinary day
     */
    public record Change(
            LocalDate date,
            @Nullable EnteredDay before,
            @Nullable EnteredDay after) {}

    /** A draft that changes nothing yet. */
    public static CalendarDraft of(CalendarView version) {
        return new CalendarDraft(
                version.version(), version.week().shifts(), version.week().workedFreeDay(), version.days());
    }

    /** What the draft has for a date; empty for an ordinary day. */
    public Optional<EnteredDay> on(LocalDate date) {
        return days.stream()
                .filter(entered -> entered.day().date().equals(date))
                .findFirst();
    }

    /** The draft with these days in place of what it has for their dates. */
    public CalendarDraft with(Collection<EnteredDay> more) {
        Map<LocalDate, EnteredDay> byDate = byDate(days);
        more.forEach(entered -> byDate.put(entered.day().date(), entered));
        return new CalendarDraft(basedOn, week, workedFreeDay, List.copyOf(byDate.values()));
    }

    /** The draft without what it has for a date. */
    public CalendarDraft without(LocalDate date) {
        return new CalendarDraft(
                basedOn,
                week,
                workedFreeDay,
                days.stream()
                        .filter(entered -> !entered.day().date().equals(date))
                        .toList());
    }

    /** The draft with other working hours. */
    public CalendarDraft withWeek(Map<DayOfWeek, List<Shift>> hours, List<Shift> hoursOfWorkedFreeDay) {
        return new CalendarDraft(basedOn, hours, hoursOfWorkedFreeDay, days);
    }

    /** What it changes of single dates, in their order. */
    public List<Change> changes(CalendarView base) {
        Map<LocalDate, EnteredDay> before = byDate(base.days());
        Map<LocalDate, EnteredDay> after = byDate(days);
        var dates = new TreeSet<>(before.keySet());
        dates.addAll(after.keySet());
        List<Change> changes = new ArrayList<>();
        for (LocalDate date : dates) {
            if (!Objects.equals(before.get(date), after.get(date))) {
                changes.add(new Change(date, before.get(date), after.get(date)));
            }
        }
        return changes;
    }

    /** Whether it changes working hours. */
    public boolean changesWeek(CalendarView base) {
        return !week.equals(base.week().shifts())
                || !workedFreeDay.equals(base.week().workedFreeDay());
    }

    /** The years of which it has at least one day, in order. */
    TreeSet<Integer> years() {
        var years = new TreeSet<Integer>();
        days.forEach(entered -> years.add(entered.day().date().getYear()));
        return years;
    }

    /** The hours of this day of the week, or of a worked free day when the day is free. */
    List<Shift> workedHours(LocalDate date) {
        List<Shift> ordinary = week.getOrDefault(date.getDayOfWeek(), List.of());
        return ordinary.isEmpty() ? workedFreeDay : ordinary;
    }

    private static Map<LocalDate, EnteredDay> byDate(List<EnteredDay> days) {
        Map<LocalDate, EnteredDay> byDate = new TreeMap<>();
        days.forEach(entered -> byDate.put(entered.day().date(), entered));
        return byDate;
    }
}
