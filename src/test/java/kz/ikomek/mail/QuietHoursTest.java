package kz.ikomek.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import kz.ikomek.deadlines.WorkingCalendar;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

    @ParameterizedTest
    @CsvSource({
        "21:00, 08:00, 2026-11-18T20:59:59, 2026-11-18T20:59:59",
        "21:00, 08:00, 2026-11-18T21:00, 2026-11-19T08:00",
        "21:00, 08:00, 2026-11-18T23:59:59, 2026-11-19T08:00",
        "21:00, 08:00, 2026-11-19T00:00, 2026-11-19T08:00",
        "21:00, 08:00, 2026-11-19T07:59:59, 2026-11-19T08:00",
        "21:00, 08:00, 2026-11-19T08:00, 2026-11-19T08:00",
        "21:00, 08:00, 2026-12-31T22:00, 2027-01-01T08:00",
        "13:00, 14:00, 2026-11-18T13:30, 2026-11-18T14:00",
        "13:00, 14:00, 2026-11-18T12:59, 2026-11-18T12:59",
        "00:00, 06:00, 2026-11-18T00:00, 2026-11-18T06:00",
        "22:00, 00:00, 2026-11-18T23:00, 2026-11-19T00:00",
        "08:00, 08:00, 2026-11-18T08:00, 2026-11-18T08:00",
        "08:00, 08:00, 2026-11-18T03:00, 2026-11-18T03:00",
        // The night in which Shymkent's clocks went from UTC+6 to UTC+5.
        "21:00, 08:00, 2024-02-29T23:30, 2024-03-01T08:00",
    })
    void whatCanWaitLeavesAtTheirEnd(LocalTime from, LocalTime until, LocalDateTime at, LocalDateTime leaves) {
        assertThat(new MailProperties.Quiet(from, until).leaves(shymkent(at))).isEqualTo(shymkent(leaves));
    }

    private static Instant shymkent(LocalDateTime time) {
        return time.atZone(WorkingCalendar.ZONE).toInstant();
    }
}
