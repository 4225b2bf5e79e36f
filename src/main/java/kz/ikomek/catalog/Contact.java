package kz.ikomek.catalog;

import java.util.List;
import kz.ikomek.shared.Language;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox that escalation reaches.
 *
 * @param agency the agency, for the roles that belong to one; else null
 * @param language in which this person is written to
 * @param deputy who gets the mail when this address is refused; null when nobody is entered
 * @param absences of now and of later, the earliest first
 */
public record Contact(
        long id,
        ContactRole role,
        @Nullable AgencyCode agency,
        String name,
        String email,
        Language language,
        @Nullable Deputy deputy,
        List<Absence> absences) {}
