package kz.ikomek.catalog;

import org.jspecify.annotations.Nullable;

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

    /** Whether these people sit in the centre itself, which works round the clock: they have no quiet hours. */
    public boolean ofCentre() {
        return this == SHIFT_SUPERVISOR || this == CENTRE_HEAD;
    }

    /** To whom it goes when nobody is entered for this role; null above the top. */
    public @Nullable ContactRole above() {
        return switch (this) {
            case AGENCY_DUTY -> AGENCY_HEAD;
            case AGENCY_HEAD -> DEPUTY_AKIM;
            case DEPUTY_AKIM -> AKIM_OFFICE;
            case AKIM_OFFICE, SHIFT_SUPERVISOR -> CENTRE_HEAD;
            case CENTRE_HEAD -> null;
        };
    }
}
