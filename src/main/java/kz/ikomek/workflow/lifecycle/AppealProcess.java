package kz.ikomek.workflow.lifecycle;

import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kz.ikomek.appeals.RegisteredAppeal;
import kz.ikomek.catalog.DistrictCode;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;

/** The names that {@code bpmn/appeal.bpmn} and the code share. */
public final class AppealProcess {

    /** Key of the process; an instance's business key is the appeal's number. */
    public static final String KEY = "appeal";

    /** Message that ends a running case because the resident took it back. */
    public static final String WITHDRAWN = "appeal.withdrawn";

    /** Message that starts a new instance for an appeal that was closed. */
    public static final String REOPENED = "appeal.reopened";

    /** The timer of escalation; one for a case at a time. */
    public static final String WATCH = "watch";

    /** The work of one agency. */
    public static final String EXECUTE = "execute";

    /** The bean that an agency's work asks which agencies are to work. */
    public static final String ASSIGNMENTS = "assignments";

    /** Error inside the model: an agency's work ends because the whole appeal is to be inspected again. */
    public static final String REINSPECT = "reinspect";

    /** Prefix of the group of an agency's people. */
    public static final String AGENCY_GROUP = "agency-";

    /** Everything that a model may call. */
    public static final Set<String> BEANS = Set.of(
            "registerAppeal",
            "resumeReopened",
            "routeByRule",
            "closeAppeal",
            "withdrawAppeal",
            "escalate",
            ASSIGNMENTS,
            "startControl",
            "startSafeguard",
            "recordEnquiry",
            "recordInspection",
            "recordClarification",
            "recordWork",
            "recordReroute",
            "recordResidentAnswer",
            "recordControl",
            "recordMedicine",
            "recordDangerCheck",
            "recordSafety",
            "acceptWork",
            "recordExtension",
            "residentSilent");

    /** The Spring bean behind a name that a model calls. */
    public static String beanName(String name) {
        return "lifecycle." + name;
    }

    /** Variable: the appeal's number. */
    public static final String NUMBER = "appealNumber";

    static final String KIND = "kind";
    static final String CATEGORY = "category";
    static final String DISTRICT = "district";
    /** Variable: whether somebody may come to harm. */
    public static final String DANGER = "danger";

    static final String AGENCY = "agency";
    static final String DUE = "due";
    /** When the ladder is looked at next, as the timer reads it. */
    public static final String NEXT_ALERT = "nextAlert";

    static final String ANSWERED = "answered";
    static final String IS_REOPENED = "reopened";
    static final String UNDER_CONTROL = "underControl";
    static final String SAFE = "safe";
    static final String ATTEMPTS = "attempts";
    static final String DECISION = "decision";
    static final String OUTCOME = "outcome";
    static final String CALL_AGAIN_AT = "callAgainAt";
    static final String WORK = "work";
    static final String REFUSED_BY = "refusedBy";
    static final String PAUSE_UNTIL = "pauseUntil";
    static final String MORE_TIME = "moreTime";

    /** The bean that hears of somebody taking an agency's work on. */
    public static final String ACCEPTANCE = "acceptWork";

    /** What an expression of a model may read, and what kind of value it is. */
    public static final Map<String, VariableType> VARIABLES = Map.ofEntries(
            Map.entry(NUMBER, VariableType.TEXT),
            Map.entry(KIND, VariableType.TEXT),
            Map.entry(CATEGORY, VariableType.TEXT),
            Map.entry(DISTRICT, VariableType.TEXT),
            Map.entry(DANGER, VariableType.FLAG),
            Map.entry(AGENCY, VariableType.TEXT),
            Map.entry(DUE, VariableType.INSTANT),
            Map.entry(NEXT_ALERT, VariableType.INSTANT),
            Map.entry(ANSWERED, VariableType.FLAG),
            Map.entry(IS_REOPENED, VariableType.FLAG),
            Map.entry(UNDER_CONTROL, VariableType.FLAG),
            Map.entry(SAFE, VariableType.FLAG),
            Map.entry(ATTEMPTS, VariableType.COUNT),
            Map.entry(DECISION, VariableType.TEXT),
            Map.entry(OUTCOME, VariableType.TEXT),
            Map.entry(CALL_AGAIN_AT, VariableType.INSTANT),
            Map.entry(WORK, VariableType.TEXT),
            Map.entry(REFUSED_BY, VariableType.TEXT),
            Map.entry(PAUSE_UNTIL, VariableType.INSTANT),
            Map.entry(MORE_TIME, VariableType.TEXT));

    /** What people type; read once, kept by the appeal, and never left in the engine's tables. */
    public static final Set<String> TYPED = Set.of(
            "residentName",
            "phone",
            "anonymous",
            "language",
            "channel",
            "address",
            "text",
            "answer",
            "reason",
            "wording",
            "furtherAgencies",
            "question",
            "duplicateOf",
            "note",
            "reply",
            "report",
            "residentAnswer",
            "pharmacy",
            "price",
            "until",
            "calledBack",
            "extension",
            "body");

    /**
     * What an expression reads where the variable is not there: a flag that was never set is false, a count that never began
     * is 0. Neither costs a row in each case.
     */
    public static final Map<String, Object> WHEN_ABSENT = VARIABLES.entrySet().stream()
            .filter(variable -> variable.getValue() == VariableType.FLAG || variable.getValue() == VariableType.COUNT)
            .collect(Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, variable -> variable.getValue() == VariableType.FLAG ? false : 0));

    /**
     * What stands in a form, as variables for the engine. What is {@link #TYPED} lives as long as the transaction that
     * records it, and is never written to the engine's tables.
     */
    public static VariableMap typed(Map<String, ?> form) {
        VariableMap variables = Variables.createVariables();
        form.forEach(
                (name, value) -> variables.putValueTyped(name, Variables.untypedValue(value, TYPED.contains(name))));
        return variables;
    }

    /** What a case begins with whose appeal was registered before, outside the process. */
    public static VariableMap begun(RegisteredAppeal appeal) {
        VariableMap variables = Variables.createVariables()
                .putValue(NUMBER, appeal.number().value())
                .putValue(KIND, appeal.kind().name())
                .putValue(CATEGORY, appeal.category().value())
                .putValue(DANGER, appeal.danger())
                .putValue(DUE, Date.from(appeal.due()))
                .putValue(NEXT_ALERT, Date.from(appeal.nextLook()));
        DistrictCode district = appeal.district();
        return district == null ? variables : variables.putValue(DISTRICT, district.value());
    }

    /** Kind of a value that an expression may read. */
    public enum VariableType {
        TEXT,
        FLAG,
        COUNT,
        /** A point in time, good for a due date or a timer. */
        INSTANT
    }

    private AppealProcess() {}
}
