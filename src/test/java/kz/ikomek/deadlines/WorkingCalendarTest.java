package kz.ikomek.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import kz.ikomek.catalog.CalendarKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingCalendarTest {

    private final WorkingCalendar calendar = WorkingCalendar.shipped();

    @ParameterizedTest(name = "{4}")
    @CsvSource({
        "2026-03-20T16:30, P2D,   WORKING,         2026-03-27T16:30, two working days across Nauryz",
        "2026-03-20T16:30, P1D,   WORKING,         2026-03-26T16:30, one day is never 24 working hours",
        "2026-11-20T13:20, P1D,   WORKING,         2026-11-23T14:00, during lunch counts from the end of lunch",
        "2026-05-09T10:00, P1D,   WORKING,         2026-05-13T09:00, on a holiday counts from the next opening",
        "2026-11-19T17:59, P1D,   WORKING,         2026-11-20T17:59, one minute before closing",
        "2026-11-19T18:00, P1D,   WORKING,         2026-11-23T09:00, at closing counts from the next opening",
        "2025-01-05T10:00, P1D,   WORKING,         2025-01-06T10:00, a worked weekend day is a working day",
        "2026-12-31T17:00, P1D,   WORKING,         2027-01-05T17:00, across the end of the year",
        "2026-11-20T16:30, PT2H,  WORKING,         2026-11-23T09:30, hours run over the weekend",
        "2026-11-20T12:30, PT1H,  WORKING,         2026-11-20T14:30, hours run over lunch",
        "2026-11-21T23:30, PT4H,  ROUND_THE_CLOCK, 2026-11-22T03:30, round the clock every minute counts",
        "2026-11-21T23:30, P2D,   ROUND_THE_CLOCK, 2026-11-23T23:30, social support is two calendar days",
    })
    void addsANorm(LocalDateTime start, String norm, CalendarKind kind, LocalDateTime end, String story) {
        assertThat(calendar.plus(at(start), new Norm(norm, kind))).isEqualTo(at(end));
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

    private static Instant at(LocalDateTime local) {
        return local.atZone(WorkingCalendar.ZONE).toInstant();
    }
}
