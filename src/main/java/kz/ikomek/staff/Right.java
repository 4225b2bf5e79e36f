package kz.ikomek.staff;

/** What somebody may do with one appeal. Screens ask for rights and never compare roles. */
public enum Right {
    /** Read facts, deadline, agencies and the course. */
    VIEW,
    /** Read what was said, by the resident and by those who worked on it. */
    VIEW_WORDS,
    /** Read who the resident is and how to reach them: personal data. */
    VIEW_RESIDENT,
    /** Read which mails went out. */
    VIEW_MAILS,
    /** Read who will be told and when, and each mail before it is sent. It names no resident. */
    VIEW_ESCALATIONS,
    /** Look at photos and documents. */
    VIEW_ATTACHMENTS,
    /** Add what the resident sent or showed. */
    ATTACH_FROM_RESIDENT,
    /** Add what shows the work: before and after. */
    ATTACH_WORK,
    /** Add what the control found. */
    ATTACH_CONTROL,
    /** Take the appeal back at the resident's word; nobody may while it is a danger that is not yet safe. */
    WITHDRAW,
    /** Reopen a closed appeal at the resident's word. */
    REOPEN
}
