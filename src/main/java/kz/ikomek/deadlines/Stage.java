package kz.ikomek.deadlines;

/** What a case is watched for: it decides who is told. */
public enum Stage {
    /** An operator looks for the answer to an enquiry. */
    ENQUIRY,
    /** No agency yet: operator or inspector. */
    INSPECTION,
    /** One or more agencies work on it. */
    AGENCY,
    /** A pharmacist looks for the medicine. */
    PHARMACY,
    /** The agencies are done, but nobody has said yet that the place is safe; their clock stands still. */
    SAFETY,
    /** The controller calls the resident back; the agency's clock stands still. */
    CONTROL,
    /** Beside the agency's work: nobody there has taken it on yet. */
    ACCEPTANCE,
    /** Beside every other stage: the outer deadline of the law, which nothing stops. */
    STATUTORY;

    /** Whether the norm's own warning point counts here, rather than a share of the ladder. */
    boolean ofNorm() {
        return this == ENQUIRY || this == AGENCY || this == PHARMACY;
    }
}
