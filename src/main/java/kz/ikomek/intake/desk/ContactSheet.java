package kz.ikomek.intake.desk;

import java.util.List;
import java.util.Set;
import kz.ikomek.staff.ContactRight;
import org.jspecify.annotations.Nullable;

/**
 * One contact, ready to show to one reader in the reader's language.
 *
 * @param agency its name; null for the city's own
 * @param language tag of the language of its mails
 * @param deputy name and address of the standing one; null when nobody is entered
 */
record ContactSheet(
        String path,
        String role,
        @Nullable String agency,
        String name,
        String email,
        String language,
        @Nullable String deputy,
        List<Away> absences,
        Set<ContactRight> rights) {

    /** @param now whether it is now rather than later */
    record Away(long id, String sentence, boolean now) {}

    /** The contacts of one agency, or of the city. */
    record Group(String heading, List<ContactSheet> contacts) {}
}
