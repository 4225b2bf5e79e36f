package kz.ikomek.appeals;

import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.DistrictCode;
import org.jspecify.annotations.Nullable;

/** What an inspector corrects; null leaves a fact as it is. */
public record Correction(
        @Nullable CategoryCode category,
        @Nullable DistrictCode district,
        @Nullable Boolean danger,
        @Nullable String wording) {}
