package kz.ikomek.appeals;

/** How an appeal ended. Every registered appeal gets one. */
public enum Outcome {
    ANSWERED,
    SOLVED_CONFIRMED,
    SOLVED_UNCONFIRMED,
    REJECTED,
    DUPLICATE,
    WITHDRAWN,
    MEDICINE_FOUND,
    MEDICINE_NOT_FOUND
}
