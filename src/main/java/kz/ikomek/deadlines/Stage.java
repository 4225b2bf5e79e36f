package kz.ikomek.deadlines;

/** Where a case stands for escalation: it decides who is told. */
public enum Stage {
    /** An operator looks for the answer to an enquiry. */
    ENQUIRY,
    /** No agency yet: operator or inspector. */
    INSPECTION,
    /** One or more agencies work on it. */
    AGENCY,
    /** A pharmacist looks for the medicine. */
    PHARMACY,
    /** The controller calls the resident back; the agency's clock stands still. */
    CONTROL
}
