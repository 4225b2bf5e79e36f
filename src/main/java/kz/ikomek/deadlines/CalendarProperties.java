package kz.ikomek.deadlines;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the calendar is watched.
 *
 * @param reportBefore how long before its first day a year without data is reported; whole days
 */
@Validated
@ConfigurationProperties("ikomek.calendar")
record CalendarProperties(@DefaultValue("120d") @NotNull Duration reportBefore) {}
