package kz.ikomek.catalog;

import kz.ikomek.shared.Language;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox that escalation reaches.
 *
 * @param agency the agency, for the roles that belong to one; else null
 * @param language in which this person is written to
 */
public record Contact(ContactRole role, @Nullable AgencyCode agency, String name, String email, Language language) {}
