package kz.ikomek.deadlines;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kz.ikomek.catalog.CalendarKind;
import org.apache.commons.csv.CSVFormat;

/**
 * Working time in Kazakhstan: Monday to Friday 09:00 to 18:00 with lunch from 13:00 to 14:00, without public holidays
 * and moved days off, with worked weekends. Zone Asia/Almaty. Instants go in and out.
 */
public final class WorkingCalendar {

    /** The zone in which the city lives. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    private static final List<Shift> SHIFTS = List.of(
            new Shift(LocalTime.of(9, 0), LocalTime.of(13, 0)), new Shift(LocalTime.of(14, 0), LocalTime.of(18, 0)));

    private final Map<LocalDate, Boolean> exceptions;

    private record Shift(LocalTime from, LocalTime to) {}

    private WorkingCalendar(Map<LocalDate, Boolean> exceptions) {
        this.exceptions = Map.copyOf(exceptions);
    }

    /** The calendar that the product ships: public holidays, moved days off and worked weekends, 2025 to 2027. */
    public static WorkingCalendar shipped() {
        var stream = Objects.requireNonNull(
                WorkingCalendar.class.getClassLoader().getResourceAsStream("deadlines/working-calendar.csv"));
        Map<LocalDate, Boolean> days = new HashMap<>();
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
                var parser = CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(reader)) {
            parser.forEach(row -> days.put(LocalDate.parse(row.get("date")), "working-day".equals(row.get("kind"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new WorkingCalendar(days);
    }

    /** Whether people work on this day. */
    public boolean worked(LocalDate day) {
        Boolean exception = exceptions.get(day);
        return exception != null
                ? exception
                : day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /**
     * When a norm that starts at an instant ends. {@code PnD} on the working calendar is the n-th working day after, at
     * the same time of day; what starts outside working time counts from the next opening.
     */
    public Instant plus(Instant start, Norm norm) {
        Integer days = norm.days();
        if (days == null) {
            return plus(start, norm.time(), norm.calendar());
        }
        if (norm.calendar() == CalendarKind.ROUND_THE_CLOCK) {
            return start.plus(Duration.ofDays(days));
        }
        ZonedDateTime counted = nextOpen(start).atZone(ZONE);
        LocalDate day = counted.toLocalDate();
        for (int left = days; left > 0; left--) {
            do {
                day = day.plusDays(1);
            } while (!worked(day));
        }
        return counted.with(day).toInstant();
    }

    /** The instant at which this much time of the calendar has passed since the start. */
    public Instant plus(Instant start, Duration time, CalendarKind calendar) {
        if (calendar == CalendarKind.ROUND_THE_CLOCK || time.isZero()) {
            return start.plus(time);
        }
        Duration left = time;
        LocalDate day = start.atZone(ZONE).toLocalDate();
        while (true) {
            if (worked(day)) {
                for (Shift shift : SHIFTS) {
                    Instant from = later(start, at(day, shift.from()));
                    Instant to = at(day, shift.to());
                    if (from.isBefore(to)) {
                        Duration open = Duration.between(from, to);
                        if (left.compareTo(open) <= 0) {
                            return from.plus(left);
                        }
                        left = left.minus(open);
                    }
                }
            }
            day = day.plusDays(1);
        }
    }

    /** The instant from which this much time of the calendar is left until the end. */
    public Instant minus(Instant end, Duration time, CalendarKind calendar) {
        if (calendar == CalendarKind.ROUND_THE_CLOCK || time.isZero()) {
            return end.minus(time);
        }
        Duration left = time;
        LocalDate day = end.atZone(ZONE).toLocalDate();
        while (true) {
            if (worked(day)) {
                for (int i = SHIFTS.size() - 1; i >= 0; i--) {
                    Instant from = at(day, SHIFTS.get(i).from());
                    Instant to = earlier(end, at(day, SHIFTS.get(i).to()));
                    if (from.isBefore(to)) {
                        Duration open = Duration.between(from, to);
                        if (left.compareTo(open) <= 0) {
                            return to.minus(left);
                        }
                        left = left.minus(open);
                    }
                }
            }
            day = day.minusDays(1);
        }
    }

    /** How much time of the calendar lies between two instants; zero when the second is not after the first. */
    public Duration between(Instant start, Instant end, CalendarKind calendar) {
        if (!start.isBefore(end)) {
            return Duration.ZERO;
        }
        if (calendar == CalendarKind.ROUND_THE_CLOCK) {
            return Duration.between(start, end);
        }
        Duration sum = Duration.ZERO;
        LocalDate last = end.atZone(ZONE).toLocalDate();
        for (LocalDate day = start.atZone(ZONE).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            if (worked(day)) {
                for (Shift shift : SHIFTS) {
                    Instant from = later(start, at(day, shift.from()));
                    Instant to = earlier(end, at(day, shift.to()));
                    if (from.isBefore(to)) {
                        sum = sum.plus(Duration.between(from, to));
                    }
                }
            }
        }
        return sum;
    }

    private Instant nextOpen(Instant instant) {
        Instant opened = plus(instant, Duration.ofNanos(1), CalendarKind.WORKING);
        return opened.minusNanos(1);
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(ZONE).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
