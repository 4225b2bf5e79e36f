package kz.ikomek.intake.imports;

import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the command imports.
 *
 * @param file comma-separated values; needed by the command
 * @param mapping what stands where in it, and what it is here; needed by the command
 * @param report where the refused lines are told; beside the file when null
 * @param progress after so many lines it says how far it is
 */
@Validated
@ConfigurationProperties("ikomek.import")
record ImportProperties(
        @Nullable Path file,
        @Nullable Path mapping,
        @Nullable Path report,
        @DefaultValue("500") @Min(1) int progress) {}
