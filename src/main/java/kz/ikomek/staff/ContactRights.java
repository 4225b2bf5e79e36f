package kz.ikomek.staff;

import static kz.ikomek.staff.ContactRight.CHOOSE_LANGUAGE;
import static kz.ikomek.staff.ContactRight.NAME_DEPUTY;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rights on contacts: the centre's supervisors and administrators on all, a head on those of the own agency. */
public final class ContactRights {

    private ContactRights() {}

    /**
     * What this person may do with a contact; nothing means that the contact is not shown.
     *
     * @param agency code of the contact's agency; null for the city's own
     */
    public static Set<ContactRight> of(StaffMember member, @Nullable String agency) {
        if (member.is(Role.SUPERVISOR) || member.is(Role.ADMINISTRATOR)) {
            return EnumSet.of(NAME_DEPUTY, CHOOSE_LANGUAGE);
        }
        return member.is(Role.AGENCY_HEAD)
                        && agency != null
                        && member.agencies().contains(agency)
                ? EnumSet.of(NAME_DEPUTY)
                : EnumSet.noneOf(ContactRight.class);
    }

    /** Whether there may be any contact that this person does something with. */
    public static boolean any(StaffMember member) {
        return member.is(Role.SUPERVISOR) || member.is(Role.ADMINISTRATOR) || member.is(Role.AGENCY_HEAD);
    }
}
