package kz.ikomek.catalog;

import kz.ikomek.shared.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * A subject of appeals.
 *
 * @param agencyRule the agency that usually answers; {@code akimat-*} for the akimat of the district; null when the
 *     inspector chooses
 * @param dangerous whether appeals of this category are dangerous until an inspector says otherwise
 */
public record Category(
        CategoryCode code, LocalizedText name, @Nullable String agencyRule, CategoryKind kind, boolean dangerous) {

    private static final String DISTRICT_AKIMAT = "akimat-*";

    /** Whether the district decides which agency answers, so that an appeal must name it. */
    public boolean needsDistrict() {
        return DISTRICT_AKIMAT.equals(agencyRule);
    }
}
