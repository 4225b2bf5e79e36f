package kz.ikomek.intake.bulk;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be done with many tasks at once: a decision of a step's form, with the fields that it takes. */
enum BulkAction {
    ROUTE(BulkStep.INSPECT, "ROUTE", "agency", "note", false),
    ANSWER(BulkStep.INSPECT, "ANSWER", null, "answer", true),
    REJECT(BulkStep.INSPECT, "REJECT", null, "reason", true),
    DUPLICATE(BulkStep.INSPECT, "DUPLICATE", "duplicateOf", null, false),
    REROUTE(BulkStep.REROUTE, "ROUTE", "agency", "note", false),
    SOLVED(BulkStep.EXECUTE, "SOLVED", null, "report", true),
    NOT_OURS(BulkStep.EXECUTE, "NOT_OURS", null, "reason", true),
    CONFIRMED(BulkStep.CONTROL, "CONFIRMED", null, "note", false),
    NOT_CONFIRMED(BulkStep.CONTROL, "NOT_CONFIRMED", null, "reason", true);

    private final BulkStep step;
    private final String decision;
    private final @Nullable String chosen;
    private final @Nullable String said;
    private final boolean saidRequired;

    BulkAction(BulkStep step, String decision, @Nullable String chosen, @Nullable String said, boolean saidRequired) {
        this.step = step;
        this.decision = decision;
        this.chosen = chosen;
        this.said = said;
        this.saidRequired = saidRequired;
    }

    BulkStep step() {
        return step;
    }

    /** What the form's field {@code decision} says. */
    String decision() {
        return decision;
    }

    /** Key of the field that must name an agency or an appeal; null where there is none. */
    public @Nullable String chosen() {
        return chosen;
    }

    /** Key of the field for words; null where there is none. */
    public @Nullable String said() {
        return said;
    }

    /** Whether words are required. */
    boolean saidRequired() {
        return saidRequired;
    }

    /** Everything that can be done with tasks of one step. */
    static List<BulkAction> of(BulkStep step) {
        return Arrays.stream(values()).filter(action -> action.step == step).toList();
    }
}
