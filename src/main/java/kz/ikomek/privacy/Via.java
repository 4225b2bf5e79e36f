package kz.ikomek.privacy;

/** Where somebody saw an appeal, or what was shown of it. */
public enum Via {
    /** The page of the appeal. */
    PAGE,
    /** What stands beside a task's form. */
    TASK,
    /** The tab of a task's appeal. */
    TAB,
    /** Found by a search that showed what was said. */
    SEARCH,
    /** Chosen from a list that shows what was said, to be done together. */
    TOGETHER,
    /** A photo or document was opened. */
    ATTACHMENT,
    /** Named while the caller rang. */
    CALL,
    /** A report of all that is known of one person. */
    REPORT
}
