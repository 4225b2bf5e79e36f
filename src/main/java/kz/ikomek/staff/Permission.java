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
    /** Ask who saw an appeal, or the appeals of a phone. Names no resident. */
    SEE_ACCESS,
    /** Have a report of all that is known of one person made, at that person's request. */
    REPORT_PERSON,
    /** Have an appeal, or a person, anonymised before its time. */
    FORGET,
    /** Change how long personal data is kept. */
    EDIT_RETENTION,
    /** Unlock accounts and have passwords changed. */
    MANAGE_ACCOUNTS
}
