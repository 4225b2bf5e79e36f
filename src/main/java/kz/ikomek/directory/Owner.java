package kz.ikomek.directory;

import java.util.Objects;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.staff.Role;
import org.jspecify.annotations.Nullable;

/** Who answers for an entry: an agency or, where none does, a group of the centre's own staff. Exactly one is not null. */
public record Owner(@Nullable AgencyCode agency, @Nullable Role group) {

    /** Checks that there is one owner. */
    public Owner {
        if ((agency == null) == (group == null)) {
            throw new IllegalArgumentException("an entry has one owner");
        }
    }

    /** As it stands in files and forms: the agency's code or the group's, for example {@code health}. */
    public String code() {
        return agency == null ? Objects.requireNonNull(group).group() : agency.value();
    }
}
