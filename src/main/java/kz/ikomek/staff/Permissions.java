package kz.ikomek.staff;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The table of permissions: permission × role. What does not stand in it is denied. */
public final class Permissions {

    private static final Map<Permission, Set<Role>> TABLE = new EnumMap<>(Map.of(
            Permission.EDIT_CALENDAR, EnumSet.of(Role.ADMINISTRATOR),
            Permission.TAKE_CALLS, EnumSet.of(Role.OPERATOR, Role.SUPERVISOR),
            Permission.SEE_BOARD, EnumSet.of(Role.SUPERVISOR, Role.ADMINISTRATOR),
            Permission.EDIT_REPLIES, EnumSet.of(Role.SUPERVISOR),
            Permission.SEE_ACCESS, EnumSet.of(Role.SUPERVISOR, Role.ADMINISTRATOR),
            Permission.REPORT_PERSON, EnumSet.of(Role.SUPERVISOR),
            Permission.FORGET, EnumSet.of(Role.ADMINISTRATOR),
            Permission.EDIT_RETENTION, EnumSet.of(Role.ADMINISTRATOR),
            Permission.MANAGE_ACCOUNTS, EnumSet.of(Role.ADMINISTRATOR)));

    private Permissions() {}

    /** What this person may do. */
    public static Set<Permission> of(StaffMember member) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        TABLE.forEach((permission, roles) -> {
            if (roles.stream().anyMatch(member::is)) {
                permissions.add(permission);
            }
        });
        return permissions;
    }
}
