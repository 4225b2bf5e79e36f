package kz.ikomek.appeals;

import kz.ikomek.catalog.AgencyCode;
import org.jspecify.annotations.Nullable;

/**
 * What the routing table named before a correction and names after it; null where it leaves the choice to people.
 *
 * @param before for the category and district as they stood
 * @param after for the corrected ones
 */
public record Proposal(
        @Nullable AgencyCode before, @Nullable AgencyCode after) {

    /** Whether the correction made it another agency's business. */
    public boolean moved() {
        return after != null && !after.equals(before);
    }
}
