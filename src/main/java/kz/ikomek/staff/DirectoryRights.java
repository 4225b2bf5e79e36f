package kz.ikomek.staff;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rights on the directory: right × role, and for an entry its owner besides. What does not stand in the table is
 * denied. Everybody who works here reads; an agency edits its own entries.
 */
public final class DirectoryRights {

    private static final Map<Role, Set<DirectoryRight>> TABLE = new EnumMap<>(Map.of(
            Role.OPERATOR, EnumSet.of(DirectoryRight.READ, DirectoryRight.REPORT, DirectoryRight.ANSWER),
            Role.SUPERVISOR, EnumSet.allOf(DirectoryRight.class),
            Role.ADMINISTRATOR,
                    EnumSet.of(DirectoryRight.READ, DirectoryRight.REPORT, DirectoryRight.EDIT, DirectoryRight.IMPORT),
            Role.INSPECTOR, EnumSet.of(DirectoryRight.READ, DirectoryRight.REPORT),
            Role.CONTROLLER, EnumSet.of(DirectoryRight.READ, DirectoryRight.REPORT),
            Role.PHARMACIST, EnumSet.of(DirectoryRight.READ, DirectoryRight.REPORT),
            Role.AGENCY_HEAD, EnumSet.of(DirectoryRight.READ, DirectoryRight.REPORT, DirectoryRight.IMPORT),
            Role.PROCESS_OWNER, EnumSet.of(DirectoryRight.READ)));

    /** What work for any agency gives. */
    private static final Set<DirectoryRight> AGENCY = EnumSet.of(DirectoryRight.READ, DirectoryRight.REPORT);

    private DirectoryRights() {}

    /** What this person may do with the directory as a whole; EDIT is then for entries of every owner. */
    public static Set<DirectoryRight> of(StaffMember member) {
        Set<DirectoryRight> rights = EnumSet.noneOf(DirectoryRight.class);
        member.roles().forEach(role -> rights.addAll(TABLE.getOrDefault(role, Set.of())));
        if (!member.agencies().isEmpty()) {
            rights.addAll(AGENCY);
        }
        return rights;
    }

    /**
     * What this person may do with an entry.
     *
     * @param agency code of the agency that owns it; null when a group does
     * @param group that owns it; null when an agency does
     */
    public static Set<DirectoryRight> of(StaffMember member, @Nullable String agency, @Nullable Role group) {
        Set<DirectoryRight> rights = of(member);
        boolean owns = agency != null && member.agencies().contains(agency) || group != null && member.is(group);
        if (owns) {
            rights.add(DirectoryRight.EDIT);
        }
        return rights;
    }

    /** Whether there may be any entry that this person edits. */
    public static boolean editsAny(StaffMember member) {
        return of(member).contains(DirectoryRight.EDIT)
                || !member.agencies().isEmpty()
                || member.is(Role.OPERATOR)
                || member.is(Role.PHARMACIST);
    }
}
