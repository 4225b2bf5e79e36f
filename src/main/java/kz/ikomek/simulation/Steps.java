package kz.ikomek.simulation;

/** The human steps of the process, by the names of the model; what the staff of the month meets in its task lists. */
final class Steps {

    static final String ANSWER_ENQUIRY = "answerEnquiry";
    static final String INSPECT = "inspect";
    static final String CLARIFY = "clarify";
    static final String EXECUTE = "execute";
    static final String DECIDE_EXTENSION = "decideExtension";
    static final String ASK_RESIDENT = "askResident";
    static final String REROUTE = "reroute";
    static final String CONTROL = "control";
    static final String FIND_MEDICINE = "findMedicine";
    static final String CHECK_DANGER = "checkDanger";
    static final String KEEP_UNDER_CONTROL = "keepUnderControl";

    private Steps() {}
}
