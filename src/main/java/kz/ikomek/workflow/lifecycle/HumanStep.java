package kz.ikomek.workflow.lifecycle;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The steps that people do: which element of the model, which bean records it, which form is shown, which fields of the
 * form are read, and what may be decided.
 */
public enum HumanStep {
    REGISTER(
            "startCall",
            "registerAppeal",
            "register",
            Set.of(
                    "residentName",
                    "phone",
                    "anonymous",
                    "language",
                    "channel",
                    "category",
                    "district",
                    "address",
                    "text",
                    "danger",
                    "answer"),
            Set.of()),
    ANSWER_ENQUIRY(
            "answerEnquiry",
            "recordEnquiry",
            "answer-enquiry",
            Set.of("decision", "answer", "reason"),
            Set.of("ANSWERED", "TO_INSPECTOR")),
    INSPECT(
            "inspect",
            "recordInspection",
            "inspect",
            Set.of(
                    "decision",
                    "category",
                    "district",
                    "danger",
                    "wording",
                    "agency",
                    "furtherAgencies",
                    "note",
                    "question",
                    "reason",
                    "duplicateOf",
                    "answer",
                    "body"),
            Set.of("ROUTE", "PHARMACISTS", "QUESTION", "REJECT", "DUPLICATE", "ANSWER", "FORWARD")),
    CLARIFY("clarify", "recordClarification", "clarify", Set.of("reply"), Set.of()),
    EXECUTE(
            AppealProcess.EXECUTE,
            "recordWork",
            "execute",
            Set.of("decision", "report", "reason", "question", "extension"),
            Set.of("SOLVED", "NOT_OURS", "ASK_RESIDENT", "MORE_TIME")),
    DECIDE_EXTENSION(
            "decideExtension",
            "recordExtension",
            "decide-extension",
            Set.of("decision", "extension", "note", "reason"),
            Set.of("GRANTED", "REFUSED")),
    ASK_RESIDENT(
            "askResident",
            "recordResidentAnswer",
            "ask-resident",
            Set.of("decision", "residentAnswer"),
            Set.of("ANSWERED", "NO_ANSWER")),
    REROUTE(
            "reroute",
            "recordReroute",
            "reroute",
            Set.of("decision", "agency", "note"),
            Set.of("ROUTE", "SAME", "REINSPECT")),
    CONTROL(
            "control",
            "recordControl",
            "control",
            Set.of("decision", "note", "reason"),
            Set.of("CONFIRMED", "NOT_CONFIRMED", "NO_ANSWER")),
    KEEP_UNDER_CONTROL("keepUnderControl", "recordSafety", "keep-under-control", Set.of("note"), Set.of()),
    CHECK_DANGER(
            "checkDanger",
            "recordDangerCheck",
            "check-danger",
            Set.of("category", "district", "danger", "wording"),
            Set.of()),
    FIND_MEDICINE(
            "findMedicine",
            "recordMedicine",
            "find-medicine",
            Set.of("decision", "pharmacy", "price", "until", "note", "calledBack", "reason"),
            Set.of("FOUND", "NOT_FOUND", "TO_INSPECTOR"));

    private final String element;
    private final String bean;
    private final String form;
    private final Set<String> fields;
    private final Set<String> decisions;

    HumanStep(String element, String bean, String form, Set<String> fields, Set<String> decisions) {
        this.element = element;
        this.bean = bean;
        this.form = form;
        this.fields = fields;
        this.decisions = decisions;
    }

    /** The step that shows this form. */
    public static Optional<HumanStep> ofForm(String form) {
        return Arrays.stream(values()).filter(step -> step.form.equals(form)).findFirst();
    }

    /** The step that this bean records. */
    public static Optional<HumanStep> ofBean(String bean) {
        return Arrays.stream(values()).filter(step -> step.bean.equals(bean)).findFirst();
    }

    /** Id of the element in {@code bpmn/appeal.bpmn}. */
    public String element() {
        return element;
    }

    /** Name under which the model calls what records the step. */
    public String bean() {
        return bean;
    }

    /** Id of the form. */
    public String form() {
        return form;
    }

    /** Keys of the form's fields: exactly these are read. */
    public Set<String> fields() {
        return fields;
    }

    /** What the field {@code decision} may say; empty when nothing is decided. */
    public Set<String> decisions() {
        return decisions;
    }
}
