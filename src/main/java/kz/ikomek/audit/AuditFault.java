package kz.ikomek.audit;

/**
 * One place where journal or audit are not as they were written.
 *
 * @param kind what is wrong
 * @param where which line, entry or seal
 * @param what the place in words
 */
record AuditFault(Kind kind, String where, String what) {

    /** What can be wrong. */
    public enum Kind {
        /** A line or entry that was there is gone. */
        DELETED,
        /** Its content is not what was hashed. */
        CHANGED,
        /** It hangs on another predecessor than the one before it: moved, or put in between. */
        OUT_OF_PLACE,
        /** No seal covers it and none will: it came in past the chain. */
        INSERTED,
        /** Its note was taken and no record says so. */
        REDACTED_UNRECORDED,
        /** A seal is gone. */
        SEAL_DELETED,
        /** A seal is not what was hashed. */
        SEAL_CHANGED,
        /** What a seal covers was written anew, hashes and all. */
        REWRITTEN,
        /** A seal that was noted outside is not there or is another. */
        NOTED_SEAL_MISSING
    }

    @Override
    public String toString() {
        return kind + ": " + where + ": " + what;
    }
}
