package kz.ikomek.staff;

/** Whose tasks somebody may complete together; each of them needs the right to it all the same. */
public enum BulkRight {
    /** Those of the inspectors. */
    INSPECT,
    /** Those of the own agency. */
    EXECUTE,
    /** Those of the controllers. */
    CONTROL
}
