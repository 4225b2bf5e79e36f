package kz.ikomek.appeals;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.CategoryKind;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.staff.Right;
import kz.ikomek.staff.Rights;
import kz.ikomek.staff.StaffMember;
import org.jspecify.annotations.Nullable;

/**
 * Another appeal, as far as one needs to know it to open it; no personal data but the address.
 *
 * @param agencies codes of all that have or had work on it
 * @param atWork codes of those that still are at it
 */
public record RelatedAppeal(
        AppealNumber number,
        CategoryKind kind,
        CategoryCode category,
        @Nullable DistrictCode district,
        @Nullable String address,
        AppealState state,
        @Nullable Outcome outcome,
        Rights.When when,
        Instant registeredAt,
        List<String> agencies,
        List<String> atWork) {

    /** What this person may do with it. */
    public Set<Right> rights(StaffMember member) {
        return Rights.of(member, new Rights.Matter(when, kind == CategoryKind.MEDICINE, agencies, atWork));
    }
}
