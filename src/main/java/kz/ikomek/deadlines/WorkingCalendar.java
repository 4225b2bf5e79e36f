package kz.ikomek.deadlines;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import kz.ikomek.catalog.CalendarKind;
import kz.ikomek.shared.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * Working time in Kazakhstan: the ordinary week with its lunch, without public holidays and moved days off, with worked
 * weekends and short days. Zone Asia/Almaty, which changed from UTC+6 to UTC+5 on 2024-03-01. Instants go in and out.
 *
 * <p>One version of the calendar; it never changes, so that a deadline can be computed again and explained for as long
 * as the version is kept. A year of which no day is entered is taken as ordinary weeks ({@link #knownYears()}).
 *
 * <p>A shift is open at its first instant and closed at its last. Time that ends with a shift ends at its closing, not
 * at the next opening. An hour that comes twice, because the clock was put back, is worked the first time. All methods
 * throw {@code IllegalArgumentException} outside 2000 to 2060.
 */
public final class WorkingCalendar {

    /** The zone in which the city lives. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2060, 12, 31);
    private static final long SECOND = 1_000_000_000L;

    /** In seconds. */
    private static final long MINUTE = 60;

    private static final long DAY = 86_400;

    /** Seconds, from the epoch or long, of which two still add up in nanoseconds; 146 years. */
    private static final long FURTHEST = Long.MAX_VALUE / SECOND / 2;

    private final int version;
    private final OrdinaryWeek week;
    private final Map<LocalDate, CalendarDay> days;

    /** Shifts in order, nanoseconds since the epoch. */
    private final long[] opens;

    private final long[] closes;

    /** Working nanoseconds before each shift; one more than there are shifts. */
    private final long[] workedBefore;

    /** The working day to which each shift belongs. */
    private final int[] dayOf;

    /** The first shift of each working day; one more than there are days. */
    private final int[] firstShift;

    /** Midnight at the beginning of each working day, nanoseconds since the epoch. */
    private final long[] midnight;

    private WorkingCalendar(
            int version, OrdinaryWeek week, Map<LocalDate, CalendarDay> days, LocalDate first, LocalDate last) {
        this.version = version;
        this.week = week;
        this.days = days;
        int most = Math.toIntExact(last.toEpochDay() - first.toEpochDay() + 1);
        var shifts = new Shifts(most);
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            List<Shift> hours = hours(day);
            if (!hours.isEmpty()) {
                shifts.add(day, hours);
            }
        }
        opens = Arrays.copyOf(shifts.opens, shifts.count);
        closes = Arrays.copyOf(shifts.closes, shifts.count);
        dayOf = Arrays.copyOf(shifts.dayOf, shifts.count);
        midnight = Arrays.copyOf(shifts.midnight, shifts.days);
        firstShift = Arrays.copyOf(shifts.firstShift, shifts.days + 1);
        firstShift[shifts.days] = shifts.count;
        workedBefore = new long[shifts.count + 1];
        for (int i = 0; i < shifts.count; i++) {
            workedBefore[i + 1] = workedBefore[i] + closes[i] - opens[i];
        }
    }

    /**
     * A calendar of these days.
     *
     * @param version of the calendar, from 1
     * @param days each date at most once
     * @throws IllegalArgumentException when a date comes twice
     */
    public static WorkingCalendar of(int version, OrdinaryWeek week, Collection<CalendarDay> days) {
        return of(version, week, days, FIRST, LAST);
    }

    /** As above, for a shorter time; cheaper to build. */
    static WorkingCalendar of(
            int version, OrdinaryWeek week, Collection<CalendarDay> days, LocalDate first, LocalDate last) {
        Map<LocalDate, CalendarDay> byDate = new HashMap<>();
        for (CalendarDay day : days) {
            if (byDate.put(day.date(), day) != null) {
                throw new IllegalArgumentException("the calendar has " + day.date() + " twice");
            }
        }
        return new WorkingCalendar(version, week, byDate, first, last);
    }

    /** The calendar that the product ships, as its first version. */
    public static WorkingCalendar shipped() {
        return of(1, OrdinaryWeek.PROPOSED, CalendarFile.shipped());
    }

    /** The version, from 1. */
    public int version() {
        return version;
    }

    /** The ordinary week. */
    public OrdinaryWeek week() {
        return week;
    }

    /** Years of which at least one day is entered, in order. */
    public SortedSet<Integer> knownYears() {
        SortedSet<Integer> years = new TreeSet<>();
        days.keySet().forEach(date -> years.add(date.getYear()));
        return years;
    }

    /** Whether people work on this day. */
    public boolean worked(LocalDate day) {
        return !hours(day).isEmpty();
    }

    /** Whether people work at this instant. */
    public boolean open(Instant instant) {
        long at = nanos(instant);
        return at >= opens[notOver(at)];
    }

    /** The instant itself when people work at it, else the next opening. */
    public Instant nextOpen(Instant instant) {
        long at = nanos(instant);
        return instant(Math.max(at, opens[notOver(at)]));
    }

    /**
     * When a norm that starts at an instant ends. {@code PT…} counts minutes of the norm's calendar. {@code PnD} on the
     * working calendar is the n-th working day after, at the same time of day; what starts outside working time counts
     * from the next opening. Where that day has no such working time, the end is the last closing before it, or the
     * day's opening. {@code PnD} round the clock is n times 24 hours.
     */
    public Instant plus(Instant start, Norm norm) {
        if (norm.calendar() == CalendarKind.ROUND_THE_CLOCK) {
            return start.plusSeconds(norm.inDays() ? norm.days() * DAY : norm.minutes() * MINUTE);
        }
        if (!norm.inDays()) {
            long minutes = norm.minutes();
            return minutes == 0 ? start : instant(later(nanos(start), minutes * MINUTE * SECOND));
        }
        long at = nanos(start);
        int shift = notOver(at);
        return instant(sameTime(dayOf[shift], Math.max(at, opens[shift]), norm.days()));
    }

    /**
     * A deadline moved by a norm. Like {@link #plus(Instant, Norm)}, but the instant ends time instead of beginning it:
     * a day after Thursday's closing is Friday's closing, and outside working time the last closing counts. A deadline
     * at an opening keeps its time as well: a day after Thursday's opening is Friday's.
     */
    public Instant extend(Instant due, Norm more) {
        if (!more.inDays() || more.calendar() == CalendarKind.ROUND_THE_CLOCK) {
            return plus(due, more);
        }
        long at = nanos(due);
        int shift = begun(at + 1);
        return instant(sameTime(dayOf[shift], Math.min(at, closes[shift]), more.days()));
    }

    /** The instant at which this much time of the calendar has passed since the start; the start itself for no time. */
    public Instant plus(Instant start, Duration time, CalendarKind calendar) {
        if (calendar == CalendarKind.ROUND_THE_CLOCK || time.isZero()) {
            return start.plus(time);
        }
        return instant(later(nanos(start), nanos(time)));
    }

    /** The instant from which this much time of the calendar is left until the end; the end itself for no time. */
    public Instant minus(Instant end, Duration time, CalendarKind calendar) {
        if (calendar == CalendarKind.ROUND_THE_CLOCK || time.isZero()) {
            return end.minus(time);
        }
        long at = nanos(end);
        int shift = begun(at);
        long target = workedBefore[shift] + Math.min(at, closes[shift]) - opens[shift] - nanos(time);
        int index = Arrays.binarySearch(workedBefore, target);
        int first = index >= 0 ? index : -index - 2;
        return instant(opens[within(first)] + target - workedBefore[first]);
    }

    /** How much time of the calendar lies between two instants; zero when the second is not after the first. */
    public Duration between(Instant start, Instant end, CalendarKind calendar) {
        if (!start.isBefore(end)) {
            return Duration.ZERO;
        }
        return calendar == CalendarKind.ROUND_THE_CLOCK
                ? Duration.between(start, end)
                : Duration.ofNanos(position(nanos(end)) - position(nanos(start)));
    }

    /** The days that do not count, in a span of days; those at its very ends count too. */
    public List<Uncounted> uncounted(LocalDate from, LocalDate to) {
        List<Uncounted> spans = new ArrayList<>();
        LocalDate day = from;
        while (!day.isAfter(to)) {
            if (worked(day)) {
                day = day.plusDays(1);
                continue;
            }
            LocalDate first = day;
            boolean weekend = false;
            List<LocalizedText> holidays = new ArrayList<>();
            for (; !day.isAfter(to) && !worked(day); day = day.plusDays(1)) {
                weekend |= week.of(day.getDayOfWeek()).isEmpty();
                CalendarDay entered = days.get(day);
                if (entered != null && !holidays.contains(entered.name())) {
                    holidays.add(entered.name());
                }
            }
            spans.add(new Uncounted(first, day.minusDays(1), weekend, holidays));
        }
        return spans;
    }

    private List<Shift> hours(LocalDate day) {
        CalendarDay entered = days.get(day);
        List<Shift> ordinary = week.of(day.getDayOfWeek());
        if (entered == null) {
            return ordinary;
        }
        return switch (entered.kind()) {
            case HOLIDAY, DAY_OFF -> List.of();
            case WORKING_DAY -> ordinary.isEmpty() ? week.workedFreeDay() : ordinary;
            case SHORT_DAY -> shortened(ordinary.isEmpty() ? week.workedFreeDay() : ordinary, entered.closes());
        };
    }

    private static List<Shift> shortened(List<Shift> hours, @Nullable LocalTime closes) {
        return closes == null
                ? hours
                : hours.stream()
                        .filter(shift -> shift.from().isBefore(closes))
                        .map(shift -> shift.to().isAfter(closes) ? new Shift(shift.from(), closes) : shift)
                        .toList();
    }

    /** When so many working nanoseconds have passed. */
    private long later(long at, long time) {
        long target = position(at) + time;
        int index = Arrays.binarySearch(workedBefore, target);
        int last = index >= 0 ? index - 1 : -index - 2;
        return opens[within(last)] + target - workedBefore[last];
    }

    private long sameTime(int day, long at, int count) {
        if (count >= midnight.length - day) {
            throw outside();
        }
        int target = day + count;
        long wanted = midnight[target] + at - midnight[day];
        int shift = firstShift[target];
        while (shift + 1 < firstShift[target + 1] && opens[shift + 1] <= wanted) {
            shift++;
        }
        return Math.max(opens[shift], Math.min(wanted, closes[shift]));
    }

    private long position(long at) {
        int shift = notOver(at);
        return workedBefore[shift] + Math.max(at - opens[shift], 0);
    }

    /** The first shift that is not over at an instant. */
    private int notOver(long at) {
        int index = Arrays.binarySearch(closes, at);
        return within(index >= 0 ? index + 1 : -index - 1);
    }

    /** The last shift that has begun before an instant. */
    private int begun(long at) {
        int index = Arrays.binarySearch(opens, at);
        return within(index >= 0 ? index - 1 : -index - 2);
    }

    private int within(int shift) {
        if (shift < 0 || shift >= opens.length) {
            throw outside();
        }
        return shift;
    }

    private static IllegalArgumentException outside() {
        return new IllegalArgumentException("the instant lies outside the years of the calendar");
    }

    private static long nanos(Instant instant) {
        return nanos(instant.getEpochSecond(), instant.getNano());
    }

    private static long nanos(Duration time) {
        return nanos(time.getSeconds(), time.getNano());
    }

    private static long nanos(long seconds, int more) {
        if (Math.abs(seconds) >= FURTHEST) {
            throw outside();
        }
        return seconds * SECOND + more;
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }

    /** Collects the shifts of each working day. */
    private static final class Shifts {

        private static final int A_DAY = 2;

        private long[] opens;
        private long[] closes;
        private int[] dayOf;
        private final long[] midnight;
        private final int[] firstShift;
        private int count;
        private int days;

        Shifts(int mostDays) {
            opens = new long[mostDays * A_DAY];
            closes = new long[mostDays * A_DAY];
            dayOf = new int[mostDays * A_DAY];
            midnight = new long[mostDays];
            firstShift = new int[mostDays + 1];
        }

        void add(LocalDate day, List<Shift> hours) {
            if (count + hours.size() > opens.length) {
                opens = Arrays.copyOf(opens, opens.length * 2 + hours.size());
                closes = Arrays.copyOf(closes, opens.length);
                dayOf = Arrays.copyOf(dayOf, opens.length);
            }
            midnight[days] = nanos(day.atStartOfDay(ZONE).toInstant());
            firstShift[days] = count;
            for (Shift shift : hours) {
                opens[count] = nanos(day.atTime(shift.from()).atZone(ZONE).toInstant());
                closes[count] = nanos(day.atTime(shift.to()).atZone(ZONE).toInstant());
                dayOf[count] = days;
                count++;
            }
            days++;
        }
    }
}
