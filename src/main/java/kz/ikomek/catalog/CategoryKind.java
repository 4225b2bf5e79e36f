package kz.ikomek.catalog;

/** What way a category of appeals takes through the centre. */
public enum CategoryKind {
    /** A directory enquiry: answered by the operator. */
    REFERENCE,
    /** An ordinary complaint. */
    STANDARD,
    /** A breakdown, counted in hours round the clock. */
    URGENT,
    /** Social support. */
    SOCIAL,
    /** A medicine that is not found: to the seconded pharmacists. */
    MEDICINE
}
