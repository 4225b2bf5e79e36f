package kz.ikomek.staff;

/** What somebody may do with one appeal. Screens ask for rights and never compare roles. */
public enum Right {
    /** Read facts, deadline, agencies and the course. */
    VIEW,
    /** Read who the resident is and what was said: personal data. */
    VIEW_RESIDENT,
    /** Read which mails went out. */
    VIEW_MAILS,
    /** Take the appeal back at the resident's word. */
    WITHDRAW,
    /** Reopen a closed appeal at the resident's word. */
    REOPEN
}
