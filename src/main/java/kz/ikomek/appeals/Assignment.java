package kz.ikomek.appeals;

import java.time.Instant;
import kz.ikomek.catalog.AgencyCode;
import org.jspecify.annotations.Nullable;

/**
 * The work of one agency on an appeal.
 *
 * @param open whether the agency is still at it
 * @param said its report, or why it is not its business
 */
public record Assignment(
        AgencyCode agency,
        Instant since,
        boolean open,
        @Nullable String said) {}
