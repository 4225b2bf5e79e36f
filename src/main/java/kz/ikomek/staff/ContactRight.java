package kz.ikomek.staff;

/** What somebody may do with one contact of escalation. */
public enum ContactRight {
    /** Enter who stands in: for a time of absence, and where the address is refused. */
    NAME_DEPUTY,
    /** Choose the language of its mails. */
    CHOOSE_LANGUAGE
}
