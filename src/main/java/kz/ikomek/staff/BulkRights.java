package kz.ikomek.staff;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The table of rights to complete tasks together: right × role. What does not stand in it is denied. */
public final class BulkRights {

    private static final Map<Role, BulkRight> TABLE =
            new EnumMap<>(Map.of(Role.INSPECTOR, BulkRight.INSPECT, Role.CONTROLLER, BulkRight.CONTROL));

    private BulkRights() {}

    /** What this person may do. The head of an agency does none of its tasks. */
    public static Set<BulkRight> of(StaffMember member) {
        Set<BulkRight> rights = EnumSet.noneOf(BulkRight.class);
        TABLE.forEach((role, right) -> {
            if (member.is(role)) {
                rights.add(right);
            }
        });
        if (!member.agencies().isEmpty() && !member.is(Role.AGENCY_HEAD)) {
            rights.add(BulkRight.EXECUTE);
        }
        return rights;
    }
}
