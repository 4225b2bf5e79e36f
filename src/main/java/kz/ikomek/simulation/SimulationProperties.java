package kz.ikomek.simulation;

import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The month to play.
 *
 * @param seed the same seed gives the same month
 * @param appeals how many appeals; the mix is scaled
 * @param until the month ends when this day begins in Almaty; today when null
 */
@Validated
@ConfigurationProperties("ikomek.simulation")
record SimulationProperties(
        @DefaultValue("109") long seed,
        @DefaultValue("6430") @Min(100) int appeals,
        @Nullable LocalDate until) {}
