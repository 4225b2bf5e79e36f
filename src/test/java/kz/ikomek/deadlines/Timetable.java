package kz.ikomek.deadlines;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A made-up calendar: what {@link WorkingCalendar} and {@link MinuteByMinute} are both told.
 *
 * @param first day of it
 * @param week hours from Monday to Sunday; empty for a free day
 * @param freeDay hours of a free day that is worked
 * @param days that differ, each date once
 */
record Timetable(LocalDate first, List<List<Shift>> week, List<Shift> freeDay, List<CalendarDay> days) {

    /** How many days it has. */
    static final int LENGTH = 160;

    WorkingCalendar calendar() {
        Map<DayOfWeek, List<Shift>> shifts = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            shifts.put(day, week.get(day.getValue() - 1));
        }
        return WorkingCalendar.of(1, new OrdinaryWeek(shifts, freeDay), days, first, last());
    }

    LocalDate last() {
        return first.plusDays(LENGTH - 1);
    }

    /** This local time of this day, counted from 0. */
    Instant at(int day, int minute) {
        return first.plusDays(day)
                .atTime(LocalTime.MIN.plusMinutes(minute))
                .atZone(WorkingCalendar.ZONE)
                .toInstant();
    }

    /** Openings and closings of the ordinary hours of this day, in minutes. */
    List<Integer> edges(int day) {
        return week.get(first.plusDays(day).getDayOfWeek().getValue() - 1).stream()
                .flatMap(shift -> Stream.of(shift.from(), shift.to()))
                .map(time -> time.toSecondOfDay() / 60)
                .toList();
    }

    @Override
    public String toString() {
        String hours = Stream.of(DayOfWeek.values())
                .map(day -> day.name().substring(0, 2) + " " + hours(week.get(day.getValue() - 1)))
                .collect(Collectors.joining("; "));
        String others = days.stream()
                .map(day -> day.date() + " " + day.kind() + (day.closes() == null ? "" : " until " + day.closes()))
                .sorted()
                .collect(Collectors.joining("; "));
        return "from %s: %s; a free day that is worked %s; %s"
                .formatted(first, hours, hours(freeDay), others.isEmpty() ? "no other days" : others);
    }

    private static String hours(List<Shift> shifts) {
        return shifts.isEmpty()
                ? "free"
                : shifts.stream().map(shift -> shift.from() + "-" + shift.to()).collect(Collectors.joining(" "));
    }
}
