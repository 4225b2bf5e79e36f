package kz.ikomek.appeals;

import java.time.Instant;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.CategoryKind;
import kz.ikomek.catalog.DistrictCode;
import org.jspecify.annotations.Nullable;

/**
 * What the process needs to know of an appeal.
 *
 * @param answered whether it was closed at once: answered in the call, or closed already when it was imported
 * @param due the deadline in force
 * @param nextLook when the ladder of escalation is to be looked at
 */
public record RegisteredAppeal(
        AppealNumber number,
        CategoryKind kind,
        CategoryCode category,
        @Nullable DistrictCode district,
        boolean danger,
        boolean answered,
        Instant due,
        Instant nextLook) {}
