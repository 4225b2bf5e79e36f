package kz.ikomek.deadlines;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Working hours of a week without holidays. A gap between two shifts is the lunch break.
 *
 * @param shifts of each day, in order, without overlap; a day that is not named is free
 * @param workedFreeDay hours of a free day that is worked by order, for example a Saturday
 */
public record OrdinaryWeek(Map<DayOfWeek, List<Shift>> shifts, List<Shift> workedFreeDay) {

    private static final List<Shift> DAY = List.of(
            new Shift(LocalTime.of(9, 0), LocalTime.of(13, 0)), new Shift(LocalTime.of(14, 0), LocalTime.of(18, 0)));

    /** Monday to Friday, 09:00 to 18:00, lunch from 13:00 to 14:00 (proposal, to be confirmed by the customer). */
    public static final OrdinaryWeek PROPOSED = new OrdinaryWeek(
            Map.of(
                    DayOfWeek.MONDAY, DAY,
                    DayOfWeek.TUESDAY, DAY,
                    DayOfWeek.WEDNESDAY, DAY,
                    DayOfWeek.THURSDAY, DAY,
                    DayOfWeek.FRIDAY, DAY),
            DAY);

    /**
     * Copies and checks.
     *
     * @throws IllegalArgumentException when the shifts of a day are not in order, or overlap, or no day has any
     */
    public OrdinaryWeek {
        Map<DayOfWeek, List<Shift>> copy = new EnumMap<>(DayOfWeek.class);
        shifts.forEach((day, hours) -> copy.put(day, ordered(hours)));
        shifts = Map.copyOf(copy);
        workedFreeDay = ordered(workedFreeDay);
        if (shifts.values().stream().allMatch(List::isEmpty) || workedFreeDay.isEmpty()) {
            throw new IllegalArgumentException("a week has working hours");
        }
    }

    /** The hours of this day of the week; empty for a free day. */
    public List<Shift> of(DayOfWeek day) {
        return shifts.getOrDefault(day, List.of());
    }

    private static List<Shift> ordered(List<Shift> hours) {
        for (int i = 1; i < hours.size(); i++) {
            if (hours.get(i).from().isBefore(hours.get(i - 1).to())) {
                throw new IllegalArgumentException("the shifts of a day follow each other: " + hours);
            }
        }
        return List.copyOf(hours);
    }
}
