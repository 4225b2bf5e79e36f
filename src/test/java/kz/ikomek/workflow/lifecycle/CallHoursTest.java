package kz.ikomek.workflow.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import kz.ikomek.deadlines.WorkingCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class CallHoursTest {

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(Settings.class, ValidationAutoConfiguration.class);

    @ParameterizedTest
    @CsvSource({
        "2026-11-16T09:00, 2026-11-16T09:00",
        "2026-11-16T12:30, 2026-11-16T12:30",
        "2026-11-16T20:59:59, 2026-11-16T20:59:59",
        "2026-11-16T21:00, 2026-11-17T09:00",
        "2026-11-16T22:30, 2026-11-17T09:00",
        "2026-11-17T00:00, 2026-11-17T09:00",
        "2026-11-17T08:59:59, 2026-11-17T09:00",
        "2026-11-20T23:00, 2026-11-21T09:00", // a Saturday
        "2026-12-31T21:30, 2027-01-01T09:00",
    })
    void aCallOutsideTheHoursWaitsForTheNextMorning(String wanted, String called) {
        var hours = new CallHours(LocalTime.of(9, 0), LocalTime.of(21, 0));
        assertThat(hours.notBefore(inShymkent(wanted))).isEqualTo(inShymkent(called));
    }

    @Test
    void theSettingsAreReadWhateverTheServersLanguage() {
        var before = Locale.getDefault();
        try {
            for (String language : new String[] {"en-US", "ru-RU", "kk-KZ"}) {
                Locale.setDefault(Locale.forLanguageTag(language));
                application.run(context -> assertThat(context.getBean(CallHours.class))
                        .isEqualTo(new CallHours(LocalTime.of(9, 0), LocalTime.of(21, 0))));
                application
                        .withPropertyValues("ikomek.calls.from=08:30", "ikomek.calls.until=20:00")
                        .run(context -> assertThat(context.getBean(CallHours.class))
                                .isEqualTo(new CallHours(LocalTime.of(8, 30), LocalTime.of(20, 0))));
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void hoursThatNeverBeginAreRefusedAtTheStart() {
        application
                .withPropertyValues("ikomek.calls.from=21:00", "ikomek.calls.until=09:00")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("ikomek.calls.from must be earlier than ikomek.calls.until"));
    }

    private static Instant inShymkent(String local) {
        return LocalDateTime.parse(local).atZone(WorkingCalendar.ZONE).toInstant();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(CallHours.class)
    static class Settings {}
}
