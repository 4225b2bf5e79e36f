package kz.ikomek.deadlines;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kz.ikomek.catalog.CalendarKind;
import kz.ikomek.shared.LocalizedText;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * A calendar, two instants in its middle and two norms, made up at random; half of the calendars have the change of
 * 2024-03-01 or a new year in their middle, half of the instants lie at an opening or a closing or a minute beside it.
 *
 * @param start whole minutes, as is {@code other}; either may be the earlier
 */
record Situation(
        Timetable timetable, Instant start, Instant other, int minutes, int moreMinutes, int days, int moreDays) {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern(
                    "EEE yyyy-MM-dd HH:mm XXX", Locale.ENGLISH)
            .withZone(WorkingCalendar.ZONE);

    Instant earlier() {
        return start.isBefore(other) ? start : other;
    }

    Instant later() {
        return start.isBefore(other) ? other : start;
    }

    Duration time() {
        return Duration.ofMinutes(minutes);
    }

    Duration moreTime() {
        return Duration.ofMinutes(moreMinutes);
    }

    Norm normInMinutes() {
        return new Norm("PT" + minutes + "M", CalendarKind.WORKING);
    }

    Norm normInDays() {
        return new Norm("P" + days + "D", CalendarKind.WORKING);
    }

    MinuteByMinute oracle() {
        return new MinuteByMinute(timetable);
    }

    @Override
    public String toString() {
        return "start %s, other %s, %d and %d min, %d and %d days; calendar %s"
                .formatted(LOCAL.format(start), LOCAL.format(other), minutes, moreMinutes, days, moreDays, timetable);
    }

    /** Any situation. */
    static final class Any implements ArbitrarySupplier<Situation> {

        @Override
        public Arbitrary<Situation> get() {
            return situations(timetables(
                    hours().list().ofSize(7).filter(week -> week.stream().anyMatch(day -> !day.isEmpty()))));
        }
    }

    /** A situation in which every day that is worked has the same hours; no short days. */
    static final class SameHours implements ArbitrarySupplier<Situation> {

        @Override
        public Arbitrary<Situation> get() {
            return situations(timetables(hours().filter(day -> !day.isEmpty())
                            .map(day -> List.of(day, day, day, day, day, List.of(), List.of())))
                    .map(any -> new Timetable(
                            any.first(),
                            any.week(),
                            any.week().get(0),
                            any.days().stream()
                                    .filter(day -> day.kind() != CalendarDay.Kind.SHORT_DAY)
                                    .toList())));
        }
    }

    private static Arbitrary<Situation> situations(Arbitrary<Timetable> timetables) {
        return Combinators.combine(
                        timetables,
                        moments(),
                        moments(),
                        number(1, 1_500, 60),
                        number(0, 900, 60),
                        number(1, 12, 1),
                        number(0, 12, 1))
                .as((timetable, start, other, minutes, moreMinutes, days, moreDays) -> new Situation(
                        timetable, start.in(timetable), other.in(timetable), minutes, moreMinutes, days, moreDays));
    }

    private static Arbitrary<Timetable> timetables(Arbitrary<List<List<Shift>>> weeks) {
        return Combinators.combine(
                        firstDays(),
                        weeks,
                        hours().filter(day -> !day.isEmpty()),
                        others().list().ofMaxSize(25))
                .as((first, week, freeDay, others) -> {
                    List<CalendarDay> days = new ArrayList<>();
                    for (Other other : others) {
                        LocalDate date = first.plusDays(other.day);
                        if (days.stream().noneMatch(day -> day.date().equals(date))) {
                            days.add(other.on(date));
                        }
                    }
                    return new Timetable(first, week, freeDay, days);
                });
    }

    private static Arbitrary<LocalDate> firstDays() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, number(0, 1_500, 0).map(LocalDate.of(2025, 1, 6)::plusDays)),
                Tuple.of(1, number(60, 85, 60).map(LocalDate.of(2024, 3, 1)::minusDays)),
                Tuple.of(
                        1,
                        Combinators.combine(number(2024, 2030, 2026), number(60, 85, 60))
                                .as((year, days) -> LocalDate.of(year, 1, 1).minusDays(days))));
    }

    private static Arbitrary<List<Shift>> hours() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(OrdinaryWeek.PROPOSED.workedFreeDay())),
                Tuple.of(2, Arbitraries.just(List.of())),
                Tuple.of(4, oddHours()));
    }

    private static Arbitrary<List<Shift>> oddHours() {
        return Combinators.combine(
                        number(0, 1_430, 540),
                        number(1, 600, 240).list().ofMinSize(1).ofMaxSize(3),
                        number(0, 180, 60).list().ofSize(3))
                .as((opening, lengths, breaks) -> {
                    List<Shift> shifts = new ArrayList<>();
                    int from = opening;
                    for (int i = 0; i < lengths.size() && from < 1_439; i++) {
                        int to = Math.min(from + lengths.get(i), 1_439);
                        shifts.add(new Shift(time(from), time(to)));
                        from = to + breaks.get(i);
                    }
                    return shifts;
                });
    }

    private static Arbitrary<Other> others() {
        return Combinators.combine(
                        number(40, 120, 75), Arbitraries.of(CalendarDay.Kind.values()), number(0, 1_439, 900))
                .as(Other::new);
    }

    private static Arbitrary<Moment> moments() {
        return Combinators.combine(number(60, 85, 75), number(0, 1_439, 600), number(0, 11, 0), number(-1, 1, 0))
                .as(Moment::new);
    }

    private static Arbitrary<Integer> number(int least, int most, int simplest) {
        return Arbitraries.integers()
                .between(least, most)
                .withDistribution(RandomDistribution.uniform())
                .shrinkTowards(simplest);
    }

    private static LocalTime time(int minute) {
        return LocalTime.MIN.plusMinutes(minute);
    }

    /** A day that differs, before it is known on which date it falls. */
    private record Other(int day, CalendarDay.Kind kind, int closes) {

        private static final LocalizedText NAME = new LocalizedText("Мереке", "Праздник", "Holiday");

        CalendarDay on(LocalDate date) {
            return new CalendarDay(date, kind, kind == CalendarDay.Kind.SHORT_DAY ? time(closes) : null, NAME);
        }
    }

    /**
     * An instant, before its calendar is known.
     *
     * @param edge which opening or closing of the day it is moved to, from 1; it stays where it is for 0 and above 6
     * @param beside minutes after that
     */
    private record Moment(int day, int minute, int edge, int beside) {

        private static final int MOST_EDGES = 6;

        Instant in(Timetable timetable) {
            List<Integer> edges = timetable.edges(day);
            return edge == 0 || edge > MOST_EDGES || edges.isEmpty()
                    ? timetable.at(day, minute)
                    : timetable.at(day, edges.get((edge - 1) % edges.size())).plus(Duration.ofMinutes(beside));
        }
    }
}
