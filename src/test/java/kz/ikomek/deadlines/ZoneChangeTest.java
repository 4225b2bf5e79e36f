package kz.ikomek.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import kz.ikomek.catalog.CalendarKind;
import org.junit.jupiter.api.Test;

/** On 1 March 2024 all of Kazakhstan went to UTC+5: the night before lasted an hour longer in Shymkent. */
class ZoneChangeTest {

    private final WorkingCalendar calendar = WorkingCalendar.shipped();

    @Test
    void theSameTimeOfTheNextWorkingDayIsTwentyFiveHoursLater() {
        var thursday = Instant.parse("2024-02-29T10:30:00Z");
        assertThat(thursday.atZone(WorkingCalendar.ZONE)).hasToString("2024-02-29T16:30+06:00[Asia/Almaty]");

        Instant friday = calendar.plus(thursday, new Norm("P1D", CalendarKind.WORKING));

        assertThat(friday).isEqualTo(Instant.parse("2024-03-01T11:30:00Z"));
        assertThat(friday.atZone(WorkingCalendar.ZONE)).hasToString("2024-03-01T16:30+05:00[Asia/Almaty]");
        assertThat(calendar.between(thursday, friday, CalendarKind.WORKING)).isEqualTo(Duration.ofHours(8));
    }

    @Test
    void openingAndClosingFollowTheClockOnTheWall() {
        assertThat(calendar.open(Instant.parse("2024-02-29T03:00:00Z"))).isTrue();
        assertThat(calendar.open(Instant.parse("2024-02-29T12:00:00Z"))).isFalse();
        assertThat(calendar.open(Instant.parse("2024-03-01T03:00:00Z"))).isFalse();
        assertThat(calendar.nextOpen(Instant.parse("2024-02-29T12:00:00Z")))
                .isEqualTo(Instant.parse("2024-03-01T04:00:00Z"));
    }

    @Test
    void workingHoursAreNotLostInTheLongNight() {
        var evening = Instant.parse("2024-02-29T11:00:00Z");
        assertThat(calendar.plus(evening, new Norm("PT2H", CalendarKind.WORKING)))
                .isEqualTo(Instant.parse("2024-03-01T05:00:00Z"));
        assertThat(calendar.plus(evening, new Norm("P1D", CalendarKind.ROUND_THE_CLOCK)))
                .isEqualTo(Instant.parse("2024-03-01T11:00:00Z"));
    }
}
