package kz.ikomek.catalog;

import kz.ikomek.shared.Language;

/**
 * Who stands in for a contact.
 *
 * @param language in which this person is written to
 */
public record Deputy(String name, String email, Language language) {}
