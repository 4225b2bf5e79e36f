package kz.ikomek.staff;

/** What somebody may do with the directory, or with one entry of it. */
public enum DirectoryRight {
    /** Search and read. */
    READ,
    /** Say that an entry is wrong. */
    REPORT,
    /** Register what was read out as an answered enquiry. */
    ANSWER,
    /** Enter, change and close, and settle what is said to be wrong. */
    EDIT,
    /** Bring a file of entries, of those whose owner's one may edit. */
    IMPORT
}
