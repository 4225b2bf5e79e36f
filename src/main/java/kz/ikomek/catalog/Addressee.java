package kz.ikomek.catalog;

import kz.ikomek.shared.Language;
import org.jspecify.annotations.Nullable;

/**
 * Who gets a mail: a contact, or the one who stands in.
 *
 * @param role of the contact
 * @param agency the agency, for the roles that belong to one; else null
 * @param language in which this person is written to
 * @param inPlaceOf name of the contact for whom this person stands in; null for the contact itself
 */
public record Addressee(
        ContactRole role,
        @Nullable AgencyCode agency,
        String name,
        String email,
        Language language,
        @Nullable String inPlaceOf) {}
