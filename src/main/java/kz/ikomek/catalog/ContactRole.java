package kz.ikomek.catalog;

/** Whom the centre writes to. */
public enum ContactRole {
    SHIFT_SUPERVISOR,
    CENTRE_HEAD,
    AGENCY_DUTY,
    AGENCY_HEAD,
    DEPUTY_AKIM,
    AKIM_OFFICE;

    /** Whether there is one such contact for each agency, rather than one for the city. */
    public boolean ofAgency() {
        return this == AGENCY_DUTY || this == AGENCY_HEAD;
    }
}
