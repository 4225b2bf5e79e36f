package kz.ikomek.intake.telephony;

import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How calls are taken in and kept.
 *
 * @param secret what the telephone system proves itself with; without it nobody can tell us of calls
 * @param keep how long calls are kept, linked or not; closed call-backs as long
 * @param ringing a call that is said to ring longer is taken to have ended unheard
 * @param talking a call that is said to last longer is taken to have ended unheard
 * @param afterCall how long a call stays on the desk after its end while no appeal is registered from it
 */
@Validated
@ConfigurationProperties("ikomek.telephony")
record TelephonyProperties(
        @Nullable @Size(min = 16) String secret,
        @DefaultValue("365d") @DurationMin(days = 1) Duration keep,
        @DefaultValue("10m") @DurationMin(minutes = 1) Duration ringing,
        @DefaultValue("4h") @DurationMin(minutes = 1) Duration talking,
        @DefaultValue("5m") @DurationMin(seconds = 0) Duration afterCall) {

    @Override
    public String toString() {
        return "telephony, kept for " + keep;
    }
}
