package kz.ikomek.appeals;

/** How an appeal ended. Every registered appeal gets one. */
public enum Outcome {
    ANSWERED,
    SOLVED_CONFIRMED,
    SOLVED_UNCONFIRMED,
    REJECTED,
    DUPLICATE,
    WITHDRAWN,
    /** Sent on to a body outside the centre. */
    FORWARDED,
    MEDICINE_FOUND,
    MEDICINE_NOT_FOUND
}
