package kz.ikomek.staff;

import java.io.Serializable;
import java.security.Principal;
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
}
