package kz.ikomek.staff;

/** What somebody may do that concerns no single appeal; for appeals there is {@link Right}. */
public enum Permission {
    /** Change the working calendar: draft, import, publish. To read it, it is enough to be staff. */
    EDIT_CALENDAR,
    /** Sit at the desk: see who calls, register what they say, and call back those who were missed. Shows personal data of every caller. */
    TAKE_CALLS,
    /** See the board of the shift: what waits, how long, and who is there. It names no resident. */
    SEE_BOARD,
    /** Look after the canned replies: add, change, retire. To use them, it is enough to have the task. */
    EDIT_REPLIES,
    /** Unlock accounts and have passwords changed. */
    MANAGE_ACCOUNTS
}
