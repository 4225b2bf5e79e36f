package kz.ikomek.appeals;

import java.util.List;
import java.util.Set;
import kz.ikomek.catalog.CategoryKind;
import kz.ikomek.staff.Right;
import kz.ikomek.staff.Rights;
import kz.ikomek.staff.StaffMember;

/** Asks the table of rights about one appeal. */
public final class AppealRights {

    private AppealRights() {}

    /** What this person may do with the appeal. */
    public static Set<Right> of(AppealView appeal, List<Assignment> assignments, StaffMember member) {
        return of(appeal, when(appeal), assignments, member);
    }

    /** What this person might do if the appeal stood otherwise. */
    public static Set<Right> of(AppealView appeal, Rights.When when, List<Assignment> assignments, StaffMember member) {
        return Rights.of(
                member,
                new Rights.Matter(
                        when,
                        appeal.kind() == CategoryKind.MEDICINE,
                        assignments.stream().map(work -> work.agency().value()).toList(),
                        assignments.stream()
                                .filter(Assignment::open)
                                .map(work -> work.agency().value())
                                .toList()));
    }

    /** How the appeal stands. */
    public static Rights.When when(AppealView appeal) {
        if (appeal.state() == AppealState.CLOSED) {
            return Rights.When.CLOSED;
        }
        return appeal.danger() && !appeal.safe() ? Rights.When.DANGEROUS : Rights.When.OPEN;
    }
}
