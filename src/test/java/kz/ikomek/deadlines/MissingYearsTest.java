package kz.ikomek.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.LocalDateTime;
import kz.ikomek.shared.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class MissingYearsTest {

    private final MovableClock clock = new MovableClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MissingYears missing =
            new MissingYears(new Shipped(), new CalendarProperties(Duration.ofDays(120)), clock, meters);

    @Test
    void aYearIsReportedOneHundredAndTwentyDaysBeforeItBegins(CapturedOutput console) {
        itIs("2027-09-02T23:59:59");
        assertThat(missing.needed()).isEmpty();
        assertThat(missing.lines("http://localhost:8080")).isEmpty();
        assertThat(gauge()).isZero();
        missing.report();
        assertThat(console).doesNotContain("No holidays");

        itIs("2027-09-03T00:00:00");
        assertThat(missing.needed()).containsExactly(2028);
        assertThat(missing.lines("http://localhost:8080"))
                .singleElement()
                .asString()
                .contains("2028", "http://localhost:8080/staff/calendar");
        assertThat(gauge()).isEqualTo(1);
        missing.report();
        assertThat(console).contains("WARN", "No holidays of 2028 are entered");
    }

    @Test
    void theYearThatHasBegunStaysReported() {
        itIs("2028-01-01T00:00:00");
        assertThat(missing.needed()).containsExactly(2028);
        itIs("2028-12-01T00:00:00");
        assertThat(missing.needed()).containsExactly(2028, 2029);
    }

    private double gauge() {
        return meters.get("ikomek.calendar.missing-years").gauge().value();
    }

    private void itIs(String local) {
        clock.setTo(LocalDateTime.parse(local).atZone(WorkingCalendar.ZONE).toInstant());
    }

    private static final class Shipped implements WorkingCalendars {

        private final WorkingCalendar shipped = WorkingCalendar.shipped();

        @Override
        public WorkingCalendar current() {
            return shipped;
        }

        @Override
        public WorkingCalendar version(int version) {
            return shipped;
        }
    }
}
