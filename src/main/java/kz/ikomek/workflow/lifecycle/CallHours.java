package kz.ikomek.workflow.lifecycle;

import jakarta.validation.constraints.AssertTrue;
import java.time.Instant;
import java.time.LocalTime;
import kz.ikomek.deadlines.WorkingCalendar;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When residents are called, every day of the week (proposal), by the time of {@link WorkingCalendar#ZONE}.
 *
 * @param from the first minute in which a call is made
 * @param until from then on nobody is called any more that day; later than {@code from}
 */
@Validated
@ConfigurationProperties("ikomek.calls")
record CallHours(
        @DefaultValue("09:00") LocalTime from,
        @DefaultValue("21:00") LocalTime until) {

    @AssertTrue(message = "ikomek.calls.from must be earlier than ikomek.calls.until")
    boolean isFromBeforeUntil() {
        return from.isBefore(until);
    }

    /** The wanted instant when it lies in these hours, else the next instant at which they begin. */
    Instant notBefore(Instant wanted) {
        var local = wanted.atZone(WorkingCalendar.ZONE);
        if (local.toLocalTime().isBefore(from)) {
            return local.with(from).toInstant();
        }
        return local.toLocalTime().isBefore(until)
                ? wanted
                : local.plusDays(1).with(from).toInstant();
    }
}
