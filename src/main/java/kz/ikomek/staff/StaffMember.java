package kz.ikomek.staff;

import java.io.Serializable;
import java.security.Principal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Somebody who is logged in.
 *
 * @param userId the login
 * @param groups the engine's groups
 * @param agencies codes of the agencies this person works for; text, because the session keeps it
 */
public record StaffMember(String userId, String fullName, List<String> groups, Set<String> agencies)
        implements Principal, Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public String getName() {
        return userId;
    }

    /** Whether this person has the role. */
    public boolean is(Role role) {
        return groups.contains(role.group());
    }

    /** All roles of this person; work for an agency is no role but stands in {@link #agencies}. */
    public Set<Role> roles() {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            if (is(role)) {
                roles.add(role);
            }
        }
        return roles;
    }
}
