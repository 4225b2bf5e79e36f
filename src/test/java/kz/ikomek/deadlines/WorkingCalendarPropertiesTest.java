package kz.ikomek.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.ikomek.catalog.CalendarKind;
import kz.ikomek.deadlines.MinuteByMinute.Pause;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/**
 * The working calendar against {@link MinuteByMinute}, and against itself, in more than 10 000 random situations. A
 * failure shows the smallest situation that was found, and the seed that repeats it.
 */
@PropertyDefaults(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
@StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
class WorkingCalendarPropertiesTest {

    private static final CalendarKind WORKING = CalendarKind.WORKING;

    @Property(tries = 1_500)
    void minutesEndWhereCountingThemEnds(@ForAll(supplier = Situation.Any.class) Situation some) {
        Instant end = known(some.oracle().plus(some.start(), some.minutes()));
        assertThat(some.timetable().calendar().plus(some.start(), some.normInMinutes()))
                .isEqualTo(end);
    }

    @Property(tries = 1_500)
    void daysEndAtTheSameTimeOfTheDayThatCountingThemReaches(@ForAll(supplier = Situation.Any.class) Situation some) {
        Instant end = known(some.oracle().plusDays(some.start(), some.days()));
        assertThat(some.timetable().calendar().plus(some.start(), some.normInDays()))
                .isEqualTo(end);
    }

    @Property
    void minutesBackBeginWhereCountingBackwardsBegins(@ForAll(supplier = Situation.Any.class) Situation some) {
        Instant start = known(some.oracle().minus(some.start(), some.minutes()));
        assertThat(some.timetable().calendar().minus(some.start(), some.time(), WORKING))
                .isEqualTo(start);
    }

    @Property
    void theTimeBetweenTwoInstantsIsTheMinutesWorkedBetweenThem(
            @ForAll(supplier = Situation.Any.class) Situation some) {
        known(some.oracle().plus(some.later(), 1));
        var calendar = some.timetable().calendar();
        long minutes = some.oracle().between(some.earlier(), some.later());
        assertThat(calendar.between(some.earlier(), some.later(), WORKING)).isEqualTo(Duration.ofMinutes(minutes));
        assertThat(calendar.between(some.later(), some.earlier(), WORKING)).isZero();
    }

    @Property(tries = 1_500)
    void anExtensionGoesOnFromADeadline(@ForAll(supplier = Situation.Any.class) Situation some) {
        Instant byDays = known(some.oracle().extendByDays(some.start(), some.days()));
        Instant byMinutes = known(some.oracle().plus(some.start(), some.minutes()));
        var calendar = some.timetable().calendar();
        assertThat(calendar.extend(some.start(), some.normInDays())).isEqualTo(byDays);
        assertThat(calendar.extend(some.start(), some.normInMinutes())).isEqualTo(byMinutes);
    }

    @Property
    void anExtensionByDaysEndsOnALaterDay(@ForAll(supplier = Situation.Any.class) Situation some) {
        Assume.that(some.oracle().possibleEnd(some.start()));
        known(some.oracle().extendByDays(some.start(), some.days()));
        Instant extended = some.timetable().calendar().extend(some.start(), some.normInDays());
        assertThat(extended.atZone(WorkingCalendar.ZONE).toLocalDate())
                .isAfter(some.start().atZone(WorkingCalendar.ZONE).toLocalDate());
    }

    @Property
    void whoStartsLaterOrHasMoreTimeNeverEndsEarlier(
            @ForAll(supplier = Situation.Any.class) Situation some, @ForAll @IntRange(max = 59_999) int millis) {
        enough(some);
        var calendar = some.timetable().calendar();
        Instant start = some.earlier().plusMillis(millis);
        Instant later = some.later().plusMillis(59_999);
        assertThat(calendar.plus(start, some.normInMinutes()))
                .isBeforeOrEqualTo(calendar.plus(later, some.normInMinutes()))
                .isBefore(calendar.plus(start, some.time().plusMinutes(1), WORKING));
        assertThat(calendar.plus(start, some.normInDays()))
                .isBeforeOrEqualTo(calendar.plus(later, some.normInDays()))
                .isBefore(calendar.plus(start, new Norm("P" + (some.days() + 1) + "D", WORKING)));
        assertThat(calendar.minus(start, some.time(), WORKING))
                .isBeforeOrEqualTo(calendar.minus(later, some.time(), WORKING))
                .isAfter(calendar.minus(start, some.time().plusMinutes(1), WORKING));
    }

    @Property
    void oneTimeAfterAnotherIsTheirSum(
            @ForAll(supplier = Situation.Any.class) Situation some, @ForAll @IntRange(max = 59_999) int millis) {
        enough(some);
        var calendar = some.timetable().calendar();
        Instant start = some.start().plusMillis(millis);
        Instant between = calendar.plus(start, some.time(), WORKING);
        assertThat(calendar.plus(between, some.moreTime(), WORKING))
                .isEqualTo(calendar.plus(start, some.time().plus(some.moreTime()), WORKING));
        Instant before = calendar.minus(start, some.time(), WORKING);
        assertThat(calendar.minus(before, some.moreTime(), WORKING))
                .isEqualTo(calendar.minus(start, some.time().plus(some.moreTime()), WORKING));
    }

    @Property
    void daysAddUpWhereAllDaysHaveTheSameHours(@ForAll(supplier = Situation.SameHours.class) Situation some) {
        enough(some);
        Norm more = new Norm("P" + some.moreDays() + "D", WORKING);
        Norm sum = new Norm("P" + (some.days() + some.moreDays()) + "D", WORKING);
        var calendar = some.timetable().calendar();
        Instant once = calendar.plus(some.start(), sum);
        assertThat(calendar.plus(calendar.plus(some.start(), some.normInDays()), more))
                .isEqualTo(once);
        assertThat(calendar.extend(calendar.plus(some.start(), some.normInDays()), more))
                .isEqualTo(once);
    }

    @Property
    void nothingEndsWhenNobodyWorks(@ForAll(supplier = Situation.Any.class) Situation some) {
        enough(some);
        var calendar = some.timetable().calendar();
        var oracle = some.oracle();
        Instant byMinutes = calendar.plus(some.start(), some.normInMinutes());
        assertThat(byMinutes).matches(end -> oracle.worked(end.minusSeconds(60)), "the minute before is worked");
        assertThat(calendar.plus(some.start(), some.normInDays())).matches(oracle::possibleEnd, "is a possible end");
        assertThat(calendar.extend(some.start(), some.normInDays())).matches(oracle::possibleEnd, "is a possible end");
        assertThat(calendar.minus(some.start(), some.time(), WORKING)).matches(oracle::worked, "is worked");
        assertThat(calendar.nextOpen(some.start())).matches(oracle::worked, "is worked");
        assertThat(calendar.open(some.start())).isEqualTo(oracle.worked(some.start()));
    }

    @Property
    void whatIsAddedCanBeMeasuredAndTakenBack(
            @ForAll(supplier = Situation.Any.class) Situation some, @ForAll @IntRange(max = 59_999) int millis) {
        enough(some);
        var calendar = some.timetable().calendar();
        Instant start = some.start().plusMillis(millis);
        Instant end = calendar.plus(start, some.time(), WORKING);
        known(some.oracle().plus(end, 1));
        assertThat(calendar.between(start, end, WORKING)).isEqualTo(some.time());
        assertThat(calendar.minus(end, some.time(), WORKING)).isEqualTo(calendar.nextOpen(start));
    }

    @Property(tries = 1_500)
    void aPausedClockEndsTheWorkingTimeOfItsPausesLater(
            @ForAll(supplier = Situation.Any.class) Situation some,
            @ForAll @Size(max = 4) List<@IntRange(max = 3_000) Integer> running,
            @ForAll @Size(max = 4) List<@IntRange(max = 3_000) Integer> standing) {
        var oracle = some.oracle();
        Instant unpaused = known(oracle.plusDays(some.start(), some.days()));
        known(oracle.plus(some.start(), some.minutes()));
        var calendar = some.timetable().calendar();
        Instant due = calendar.plus(some.start(), some.normInMinutes());
        Instant dueInDays = calendar.plus(some.start(), some.normInDays());
        Instant at = some.start();
        List<Pause> pauses = new ArrayList<>();
        long paused = 0;
        for (int i = 0; i < Math.min(running.size(), standing.size()); i++) {
            Instant since = at.plus(Duration.ofMinutes(running.get(i)));
            if (!since.isBefore(due)) {
                break;
            }
            at = since.plus(Duration.ofMinutes(standing.get(i)));
            pauses.add(new Pause(since, at));
            paused += oracle.between(since, at);
            known(oracle.plus(unpaused, paused + 1));
            known(oracle.plus(at, some.minutes() + paused));
            Duration standstill = calendar.between(since, at, WORKING);
            due = calendar.plus(due, standstill, WORKING);
            dueInDays = calendar.plus(dueInDays, standstill, WORKING);
        }
        assertThat(due).isEqualTo(known(oracle.plus(some.start(), some.minutes(), pauses)));
        assertThat(dueInDays).isEqualTo(known(oracle.plus(unpaused, paused)));
        Statistics.label("pauses")
                .collect(pauses.size())
                .coverage(of -> of.check(2).percentage(share -> share > 3));
    }

    @Property
    void theSituationsAreTheHardOnes(@ForAll(supplier = Situation.Any.class) Situation some) {
        Instant end = known(some.oracle().plusDays(some.start(), some.days()));
        var from = some.start().atZone(WorkingCalendar.ZONE);
        var to = end.atZone(WorkingCalendar.ZONE);
        collect("across the change of the zone", !from.getOffset().equals(to.getOffset()), 3);
        collect("across a new year", from.getYear() != to.getYear(), 3);
        collect("starts when nobody works", !some.oracle().worked(some.start()), 20);
        collect("starts at work", some.oracle().worked(some.start()), 20);
        collect("ends at a closing", !some.oracle().worked(end), 3);
        collect("loses its time of day", !from.toLocalTime().equals(to.toLocalTime()), 10);
    }

    private static void collect(String label, boolean is, int leastPercent) {
        Statistics.label(label).collect(is).coverage(of -> of.check(true).percentage(share -> share >= leastPercent));
    }

    /** Passes over a situation whose answers the timetable is too short for. */
    private static void enough(Situation some) {
        var oracle = some.oracle();
        long most = some.minutes() + some.moreMinutes() + 2L;
        known(oracle.plus(some.later(), most));
        known(oracle.minus(some.earlier(), most));
        known(oracle.plusDays(some.later(), some.days() + some.moreDays() + 1));
    }

    private static Instant known(Optional<Instant> answer) {
        Assume.that(answer.isPresent());
        return answer.orElseThrow();
    }
}
