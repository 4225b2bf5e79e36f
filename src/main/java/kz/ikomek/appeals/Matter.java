package kz.ikomek.appeals;

import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.DistrictCode;
import org.jspecify.annotations.Nullable;

/** What an appeal is about and where: all that people outside the centre read of it. Names no resident. */
public record Matter(
        AppealNumber number,
        CategoryCode category,
        @Nullable DistrictCode district,
        @Nullable String address,
        boolean danger) {}
