package kz.ikomek.deadlines;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deadlines found by looking at one minute after the other, as a person with a calendar and a clock would. Written from
 * the words of the norm's rules; shares no arithmetic with {@link WorkingCalendar}. Takes whole minutes. An answer
 * outside the timetable is empty.
 */
final class MinuteByMinute {

    private static final ZoneId ZONE = ZoneId.of("Asia/Almaty");
    private static final ZoneRules ALMATY = ZONE.getRules();
    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;

    private final Timetable timetable;

    /** The timetable's first minute, and the first after it. */
    private final long begin;

    private final long beyond;

    private final Map<Long, BitSet> workedMinutes = new HashMap<>();
    private final Map<LocalDate, CalendarDay> others = new HashMap<>();

    /** The day that was looked at last, and its minutes. */
    private long lastDay = Long.MIN_VALUE;

    private BitSet ofLastDay = new BitSet();

    MinuteByMinute(Timetable timetable) {
        this.timetable = timetable;
        begin = minute(timetable.first().atStartOfDay(ZONE).toInstant());
        beyond = minute(timetable.last().plusDays(1).atStartOfDay(ZONE).toInstant());
        timetable.days().forEach(day -> others.put(day.date(), day));
    }

    /** Whether people work in the minute that begins now. */
    boolean worked(Instant instant) {
        return worked(minute(instant));
    }

    /** Whether people work now, or have worked until now. */
    boolean possibleEnd(Instant instant) {
        return possibleEnd(minute(instant));
    }

    /** The end of the last of so many worked minutes. */
    Optional<Instant> plus(Instant start, long minutes) {
        return plus(start, minutes, List.of());
    }

    /** The end of the last of so many worked minutes of which none lies in a pause. */
    Optional<Instant> plus(Instant start, long minutes, List<Pause> pauses) {
        long counted = 0;
        long now = minute(start);
        while (counted < minutes) {
            if (over(now)) {
                return Optional.empty();
            }
            if (worked(now) && !paused(now, pauses)) {
                counted++;
            }
            now++;
        }
        return Optional.of(instant(now));
    }

    /** The beginning of the first of so many worked minutes before an instant. */
    Optional<Instant> minus(Instant end, long minutes) {
        long counted = 0;
        long now = minute(end);
        while (counted < minutes) {
            now--;
            if (over(now)) {
                return Optional.empty();
            }
            if (worked(now)) {
                counted++;
            }
        }
        return Optional.of(instant(now));
    }

    /** How many worked minutes lie between two instants. */
    long between(Instant start, Instant end) {
        long counted = 0;
        for (long now = minute(start); now < minute(end); now++) {
            if (worked(now)) {
                counted++;
            }
        }
        return counted;
    }

    /** The same time, so many working days later; from the next opening when nobody works at the start. */
    Optional<Instant> plusDays(Instant start, int days) {
        long from = minute(start);
        while (!worked(from)) {
            if (over(from)) {
                return Optional.empty();
            }
            from++;
        }
        return daysLater(from, days);
    }

    /** The same time, so many working days later; from the last closing when a deadline cannot fall on that instant. */
    Optional<Instant> extendByDays(Instant due, int days) {
        long from = minute(due);
        while (!possibleEnd(from)) {
            if (over(from)) {
                return Optional.empty();
            }
            from--;
        }
        return daysLater(from, days);
    }

    private Optional<Instant> daysLater(long from, int days) {
        long opening = from;
        for (int i = 0; i < days; i++) {
            long day = day(opening);
            while (day(opening) == day || !worked(opening)) {
                if (over(opening)) {
                    return Optional.empty();
                }
                opening++;
            }
        }
        if (days == 0) {
            return Optional.of(instant(from));
        }
        long end = opening;
        for (long now = opening; day(now) == day(opening); now++) {
            if (possibleEnd(now) && timeOfDay(now) <= timeOfDay(from)) {
                end = now;
            }
        }
        return Optional.of(instant(end));
    }

    private boolean possibleEnd(long minute) {
        return worked(minute) || worked(minute - 1);
    }

    /** An hour that comes twice, because the clock was put back, is worked once: the first time. */
    private boolean worked(long minute) {
        long local = localMinute(minute);
        long day = Math.floorDiv(local, (long) DAY);
        if (day != lastDay) {
            lastDay = day;
            ofLastDay = workedMinutes.computeIfAbsent(day, this::workedMinutes);
        }
        return ofLastDay.get((int) (local - day * DAY)) && localMinute(minute - HOUR) != local;
    }

    private BitSet workedMinutes(long epochDay) {
        var date = LocalDate.ofEpochDay(epochDay);
        var minutes = new BitSet(DAY);
        if (date.isBefore(timetable.first()) || date.isAfter(timetable.last())) {
            return minutes;
        }
        var ordinary = timetable.week().get(date.getDayOfWeek().getValue() - 1);
        var other = others.get(date);
        var hours = ordinary.isEmpty() && other != null ? timetable.freeDay() : ordinary;
        hours.forEach(shift -> minutes.set(minutes(shift.from()), minutes(shift.to())));
        if (other == null) {
            return minutes;
        }
        switch (other.kind()) {
            case HOLIDAY, DAY_OFF -> minutes.clear();
            case SHORT_DAY ->
                minutes.clear(
                        Optional.ofNullable(other.closes())
                                .map(MinuteByMinute::minutes)
                                .orElseThrow(),
                        DAY);
            case WORKING_DAY -> {}
        }
        return minutes;
    }

    private boolean over(long minute) {
        return minute < begin || minute >= beyond;
    }

    private static boolean paused(long minute, List<Pause> pauses) {
        return pauses.stream().anyMatch(pause -> minute(pause.from()) <= minute && minute < minute(pause.until()));
    }

    private static long day(long minute) {
        return Math.floorDiv(localMinute(minute), (long) DAY);
    }

    private static int timeOfDay(long minute) {
        return (int) Math.floorMod(localMinute(minute), (long) DAY);
    }

    private static long localMinute(long minute) {
        return minute + ALMATY.getOffset(instant(minute)).getTotalSeconds() / 60;
    }

    private static int minutes(LocalTime time) {
        return time.getHour() * 60 + time.getMinute();
    }

    private static long minute(Instant instant) {
        return instant.getEpochSecond() / 60;
    }

    private static Instant instant(long minute) {
        return Instant.ofEpochSecond(minute * 60);
    }

    /** Time in which a clock stands still; the end is exclusive. */
    record Pause(Instant from, Instant until) {}
}
