package kz.ikomek.appeals;

import static kz.ikomek.appeals.AppealState.CLARIFICATION;
import static kz.ikomek.appeals.AppealState.CLOSED;
import static kz.ikomek.appeals.AppealState.CONTROL;
import static kz.ikomek.appeals.AppealState.ENQUIRY;
import static kz.ikomek.appeals.AppealState.EXECUTION;
import static kz.ikomek.appeals.AppealState.INSPECTION;
import static kz.ikomek.appeals.AppealState.PHARMACY;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to an appeal: the one table of transitions. Also the word in the journal. */
public enum Step {
    REGISTERED(null, Set.of()),
    /** It was registered elsewhere and came in from there, as it was. */
    IMPORTED(null, Set.of()),
    ANSWERED(null, Set.of(ENQUIRY, INSPECTION)),
    SENT_TO_INSPECTOR(INSPECTION, Set.of(ENQUIRY, PHARMACY)),
    CORRECTED(null, EnumSet.complementOf(EnumSet.of(CLOSED))),
    ASKED_OPERATOR(CLARIFICATION, Set.of(INSPECTION)),
    CLARIFIED(INSPECTION, Set.of(CLARIFICATION)),
    REJECTED(null, Set.of(INSPECTION)),
    MARKED_DUPLICATE(null, Set.of(INSPECTION)),
    SENT_TO_PHARMACISTS(PHARMACY, Set.of(INSPECTION)),
    ROUTED(EXECUTION, Set.of(INSPECTION)),
    REROUTED(null, Set.of(EXECUTION)),
    SENT_TO_INSPECTION_AGAIN(INSPECTION, Set.of(EXECUTION)),
    SOLVED(null, Set.of(EXECUTION)),
    REFUSED_BY_AGENCY(null, Set.of(EXECUTION)),
    ASKED_RESIDENT(null, Set.of(EXECUTION)),
    RESIDENT_ANSWERED(null, Set.of(EXECUTION)),
    RESIDENT_NOT_REACHED(null, Set.of(EXECUTION)),
    MEDICINE_FOUND(null, Set.of(PHARMACY)),
    MEDICINE_NOT_FOUND(null, Set.of(PHARMACY)),
    RESIDENT_SILENT(null, Set.of(EXECUTION)),
    ACCEPTED(null, Set.of(EXECUTION)),
    EXTENSION_ASKED(null, Set.of(EXECUTION)),
    EXTENSION_GRANTED(null, EnumSet.complementOf(EnumSet.of(CLOSED))),
    EXTENSION_REFUSED(null, EnumSet.complementOf(EnumSet.of(CLOSED))),
    FORWARDED(null, Set.of(INSPECTION)),
    CLOCK_MOVED(null, EnumSet.complementOf(EnumSet.of(CLOSED))),
    CONTROL_STARTED(CONTROL, Set.of(EXECUTION)),
    CONFIRMED(null, Set.of(CONTROL)),
    NOT_CONFIRMED(EXECUTION, Set.of(CONTROL)),
    NO_ANSWER(null, Set.of(CONTROL)),
    DANGER_CHECKED(null, EnumSet.complementOf(EnumSet.of(CLOSED))),
    MADE_SAFE(null, EnumSet.complementOf(EnumSet.of(CLOSED))),
    ESCALATED(null, EnumSet.complementOf(EnumSet.of(CLOSED))),
    ATTACHED(null, EnumSet.complementOf(EnumSet.of(CLOSED))),
    TAKEN_UNDER_CONTROL(null, EnumSet.complementOf(EnumSet.of(CLOSED))),
    /** The system gave the appeal the timer back that it had lost. */
    TIMER_RESTORED(null, EnumSet.complementOf(EnumSet.of(CLOSED))),
    DONE_TOGETHER(null, EnumSet.complementOf(EnumSet.of(CLOSED))),
    CLOSED_WITH_OUTCOME(CLOSED, EnumSet.complementOf(EnumSet.of(CLOSED))),
    WITHDRAWN(CLOSED, EnumSet.complementOf(EnumSet.of(CLOSED))),
    REOPENED(INSPECTION, Set.of(CLOSED)),
    /** What people said, and who the resident was, is gone. */
    ANONYMISED(null, Set.of(CLOSED));

    private final @Nullable AppealState to;
    private final Set<AppealState> from;

    Step(@Nullable AppealState to, Set<AppealState> from) {
        this.to = to;
        this.from = Set.copyOf(from);
    }

    /** The states in which this step is allowed. */
    public Set<AppealState> from() {
        return from;
    }

    /** The state after the step; the same as before where the step changes none. */
    AppealState after(AppealState before) {
        return to == null ? before : to;
    }
}
