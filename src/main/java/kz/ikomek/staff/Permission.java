package kz.ikomek.staff;

/** What somebody may do that concerns no single appeal; for appeals there is {@link Right}. */
public enum Permission {
    /** Change the working calendar: draft, import, publish. To read it, it is enough to be staff. */
    EDIT_CALENDAR,
    /** Look after the canned replies: add, change, retire. To use them, it is enough to have the task. */
    EDIT_REPLIES
}
