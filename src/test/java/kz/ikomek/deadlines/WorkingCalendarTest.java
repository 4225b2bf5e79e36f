package kz.ikomek.deadlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import kz.ikomek.catalog.CalendarKind;
import kz.ikomek.shared.LocalizedText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingCalendarTest {

    private final WorkingCalendar calendar = WorkingCalendar.shipped();

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "2026-11-20T16:30, P1D,   WORKING,         2026-11-23T16:30, registered Friday 16:30",
        "2026-11-20T16:30, PT2H,  WORKING,         2026-11-23T09:30, registered Friday 16:30; hours run over the weekend",
        "2026-11-20T13:20, P1D,   WORKING,         2026-11-23T14:00, during lunch counts from the end of lunch",
        "2026-11-20T13:20, PT1H,  WORKING,         2026-11-20T15:00, during lunch hours count from the end of lunch",
        "2026-11-20T12:30, PT1H,  WORKING,         2026-11-20T14:30, hours run over lunch",
        "2026-11-20T12:30, PT30M, WORKING,         2026-11-20T13:00, hours end when lunch begins and not when it ends",
        "2026-05-09T10:00, P1D,   WORKING,         2026-05-13T09:00, on a holiday counts from the next opening",
        "2026-05-09T10:00, PT2H,  WORKING,         2026-05-12T11:00, on a holiday hours count from the next opening",
        "2025-01-05T10:00, P1D,   WORKING,         2025-01-06T10:00, a worked weekend day is a working day",
        "2025-01-05T10:00, PT8H,  WORKING,         2025-01-06T10:00, hours of a worked weekend day count",
        "2024-12-31T10:00, P1D,   WORKING,         2025-01-05T10:00, ends on a worked weekend day in the next year",
        "2026-11-19T17:59, P1D,   WORKING,         2026-11-20T17:59, one minute before closing",
        "2026-11-19T17:59, PT1M,  WORKING,         2026-11-19T18:00, the last minute ends at closing",
        "2026-11-19T17:59, PT2M,  WORKING,         2026-11-20T09:01, the second of two minutes is tomorrow's",
        "2026-11-19T18:00, P1D,   WORKING,         2026-11-23T09:00, at closing counts from the next opening",
        "2026-11-19T18:00, PT1M,  WORKING,         2026-11-20T09:01, at closing minutes count from the next opening",
        "2026-11-20T09:00, P1D,   WORKING,         2026-11-23T09:00, at the opening",
        "2026-03-20T16:30, P2D,   WORKING,         2026-03-27T16:30, two working days across Nauryz",
        "2026-03-20T16:30, PT16H, WORKING,         2026-03-27T16:30, sixteen hours across Nauryz",
        "2026-12-31T17:00, P1D,   WORKING,         2027-01-05T17:00, across the end of the year",
        "2026-12-31T17:00, PT2H,  WORKING,         2027-01-05T10:00, hours across the end of the year",
        "2026-11-16T10:00, P1D,   WORKING,         2026-11-17T10:00, one day is never 24 working hours",
        "2026-11-16T10:00, PT24H, WORKING,         2026-11-19T10:00, 24 working hours are three days",
        "2024-02-29T16:30, P1D,   WORKING,         2024-03-01T16:30, the same time across the change of the zone",
        "2024-02-29T17:00, PT2H,  WORKING,         2024-03-01T10:00, hours across the change of the zone",
        "2024-02-29T16:30, P1D,   ROUND_THE_CLOCK, 2024-03-01T15:30, 24 hours across the change of the zone",
        "2026-11-21T23:30, PT4H,  ROUND_THE_CLOCK, 2026-11-22T03:30, round the clock every minute counts",
        "2026-11-21T23:30, P2D,   ROUND_THE_CLOCK, 2026-11-23T23:30, social support is two calendar days",
    })
    void addsANorm(LocalDateTime start, String norm, CalendarKind kind, LocalDateTime end, String story) {
        assertThat(calendar.plus(at(start), new Norm(norm, kind))).isEqualTo(at(end));
    }

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "2026-11-19T18:00, P1D,  WORKING,         2026-11-20T18:00, from Thursday's closing to Friday's",
        "2026-11-20T18:00, P1D,  WORKING,         2026-11-23T18:00, from Friday's closing to Monday's",
        "2026-11-19T09:00, P1D,  WORKING,         2026-11-20T09:00, from Thursday's opening to Friday's",
        "2026-11-19T14:00, P1D,  WORKING,         2026-11-20T14:00, from the end of a lunch to the next",
        "2026-11-19T13:00, P1D,  WORKING,         2026-11-20T13:00, from the beginning of a lunch to the next",
        "2026-11-21T10:00, P1D,  WORKING,         2026-11-23T18:00, from a Saturday as from Friday's closing",
        "2026-11-19T18:00, PT2H, WORKING,         2026-11-20T11:00, by hours of the next day",
        "2026-11-19T18:00, P1D,  ROUND_THE_CLOCK, 2026-11-20T18:00, by a day round the clock",
    })
    void extendsADeadline(LocalDateTime due, String more, CalendarKind kind, LocalDateTime extended, String story) {
        assertThat(calendar.extend(at(due), new Norm(more, kind))).isEqualTo(at(extended));
    }

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "16:00, 2026-12-30T17:30, P1D,   2026-12-31T16:00, what would end after the early closing ends at it",
        "16:00, 2026-12-30T15:00, P1D,   2026-12-31T15:00, what ends before the early closing keeps its time",
        "16:00, 2026-12-30T17:30, P2D,   2027-01-01T17:30, a short day on the way shortens nothing",
        "16:00, 2026-12-31T15:30, PT1H,  2027-01-01T09:30, hours stop at the early closing",
        "16:00, 2026-12-31T17:00, P1D,   2027-01-04T09:00, after the early closing nobody works",
        "13:30, 2026-12-30T15:00, P1D,   2026-12-31T13:00, a closing during lunch is the beginning of lunch",
        "08:00, 2026-12-30T15:00, P1D,   2027-01-01T15:00, a day that closes before it opens is free",
    })
    void aShortDayEndsEarly(LocalTime closes, LocalDateTime start, String norm, LocalDateTime end, String story) {
        var eve = new CalendarDay(
                LocalDate.of(2026, 12, 31),
                CalendarDay.Kind.SHORT_DAY,
                closes,
                new LocalizedText("Жаңа жыл қарсаңы", "Канун Нового года", "New Year's Eve"));
        var eves = WorkingCalendar.of(1, OrdinaryWeek.PROPOSED, List.of(eve));
        assertThat(eves.plus(at(start), new Norm(norm, CalendarKind.WORKING))).isEqualTo(at(end));
    }

    @Test
    void aPauseAddsExactlyTheWorkingTimeThatWasPaused() {
        Instant due = calendar.plus(at("2026-03-20T16:30"), new Norm("P2D", CalendarKind.WORKING));
        assertThat(resumed(due, "2026-03-26T10:00", "2026-03-26T14:10")).isEqualTo(at("2026-03-30T10:40"));
        assertThat(resumed(due, "2026-03-20T17:00", "2026-03-26T11:10")).isEqualTo(at("2026-03-30T10:40"));
        Instant once = resumed(due, "2026-03-26T09:00", "2026-03-26T10:00");
        assertThat(resumed(once, "2026-03-26T12:00", "2026-03-26T15:10")).isEqualTo(at("2026-03-30T10:40"));
        assertThat(resumed(due, "2026-03-21T10:00", "2026-03-26T09:00"))
                .as("a pause over Nauryz costs nobody working time")
                .isEqualTo(due);
    }

    @Test
    void theDayThatTheClockWasPutBackHasItsOrdinaryHours() {
        Instant opening = at("2024-02-29T09:00");
        Instant tomorrow = at("2024-03-01T09:00");
        assertThat(Duration.between(opening, tomorrow)).isEqualTo(Duration.ofHours(25));
        assertThat(calendar.between(opening, tomorrow, CalendarKind.WORKING)).isEqualTo(Duration.ofHours(8));
        assertThat(calendar.minus(at("2024-03-01T10:00"), Duration.ofHours(2), CalendarKind.WORKING))
                .isEqualTo(at("2024-02-29T17:00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1999-12-31T10:00:00Z",
                "2061-01-05T10:00:00Z",
                "2609-06-01T10:00:00Z",
                "-1000000-01-01T00:00:00Z"
            })
    void anInstantOutsideTheYearsIsRefused(Instant outside) {
        var day = new Norm("P1D", CalendarKind.WORKING);
        var hour = new Norm("PT1H", CalendarKind.WORKING);
        if (outside.isAfter(at("2026-01-01T00:00"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> calendar.open(outside));
            assertThatIllegalArgumentException().isThrownBy(() -> calendar.plus(outside, day));
            assertThatIllegalArgumentException().isThrownBy(() -> calendar.plus(outside, hour));
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> calendar.extend(outside, day));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> calendar.minus(outside, Duration.ofHours(1), CalendarKind.WORKING));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"P99999D", "PT999999H", "PT999999H999999M"})
    void aNormThatLeadsOutsideTheYearsIsRefused(String norm) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calendar.plus(at("2026-11-20T16:30"), new Norm(norm, CalendarKind.WORKING)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T16:30, 2026-11-23T09:30, 120",
        "2026-03-20T17:00, 2026-03-26T10:00, 120",
        "2026-11-20T12:30, 2026-11-20T14:30, 60",
        "2026-11-20T14:30, 2026-11-20T12:30, 0",
    })
    void measuresWorkingTimeAndTakesItBack(LocalDateTime start, LocalDateTime end, long minutes) {
        Duration time = Duration.ofMinutes(minutes);
        assertThat(calendar.between(at(start), at(end), CalendarKind.WORKING)).isEqualTo(time);
        if (minutes > 0) {
            assertThat(calendar.minus(at(end), time, CalendarKind.WORKING)).isEqualTo(at(start));
        }
    }

    private Instant resumed(Instant due, String since, String until) {
        return calendar.plus(due, calendar.between(at(since), at(until), CalendarKind.WORKING), CalendarKind.WORKING);
    }

    private static Instant at(String local) {
        return at(LocalDateTime.parse(local));
    }

    private static Instant at(LocalDateTime local) {
        return local.atZone(WorkingCalendar.ZONE).toInstant();
    }
}
