package kz.ikomek.replies;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a reply is of use: the step, what is decided there, and the field of its form that takes the text. */
public enum ReplyUse {
    ENQUIRY_ANSWERED("answerEnquiry", "ANSWERED", "answer"),
    ENQUIRY_TO_INSPECTOR("answerEnquiry", "TO_INSPECTOR", "reason"),
    INSPECTION_ROUTE("inspect", "ROUTE", "note"),
    INSPECTION_QUESTION("inspect", "QUESTION", "question"),
    INSPECTION_ANSWER("inspect", "ANSWER", "answer"),
    INSPECTION_REJECT("inspect", "REJECT", "reason"),
    INSPECTION_FORWARD("inspect", "FORWARD", "note"),
    WORK_SOLVED("execute", "SOLVED", "report"),
    WORK_NOT_OURS("execute", "NOT_OURS", "reason"),
    WORK_ASK_RESIDENT("execute", "ASK_RESIDENT", "question"),
    WORK_MORE_TIME("execute", "MORE_TIME", "reason"),
    REROUTE_SAME("reroute", "SAME", "note"),
    REROUTE_OTHER("reroute", "ROUTE", "note"),
    CONTROL_CONFIRMED("control", "CONFIRMED", "note"),
    CONTROL_NOT_CONFIRMED("control", "NOT_CONFIRMED", "reason"),
    EXTENSION_GRANTED("decideExtension", "GRANTED", "note"),
    EXTENSION_REFUSED("decideExtension", "REFUSED", "reason"),
    MEDICINE_NOT_FOUND("findMedicine", "NOT_FOUND", "note"),
    SAFETY("keepUnderControl", null, "note");

    private final String step;
    private final @Nullable String decision;
    private final String field;

    ReplyUse(String step, @Nullable String decision, String field) {
        this.step = step;
        this.decision = decision;
        this.field = field;
    }

    /** Id of the step's element in {@code bpmn/appeal.bpmn}. */
    public String step() {
        return step;
    }

    /** What the form's field {@code decision} says; null where nothing is decided. */
    public @Nullable String decision() {
        return decision;
    }

    /** Key of the form's field that takes the text. */
    public String field() {
        return field;
    }

    /** Everything that is of use in a step. */
    static Set<ReplyUse> in(String step) {
        return Arrays.stream(values()).filter(use -> use.step.equals(step)).collect(Collectors.toSet());
    }
}
