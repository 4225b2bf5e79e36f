package kz.ikomek.intake.bulk;

import java.util.Arrays;
import java.util.List;
import kz.ikomek.appeals.AppealState;
import kz.ikomek.staff.BulkRight;
import kz.ikomek.staff.BulkRights;
import kz.ikomek.staff.StaffMember;

/** The human steps that can be taken together. */
enum BulkStep {
    INSPECT("inspect", AppealState.INSPECTION, BulkRight.INSPECT),
    REROUTE("reroute", AppealState.EXECUTION, BulkRight.INSPECT),
    EXECUTE("execute", AppealState.EXECUTION, BulkRight.EXECUTE),
    CONTROL("control", AppealState.CONTROL, BulkRight.CONTROL);

    private final String element;
    private final AppealState state;
    private final BulkRight right;

    BulkStep(String element, AppealState state, BulkRight right) {
        this.element = element;
        this.state = state;
        this.right = right;
    }

    /** Id of the element in {@code bpmn/appeal.bpmn}. */
    String element() {
        return element;
    }

    /** The state of an appeal that waits for it. */
    AppealState state() {
        return state;
    }

    /** What this person may take together; nothing means that the page is not for this person. */
    static List<BulkStep> of(StaffMember member) {
        var rights = BulkRights.of(member);
        return Arrays.stream(values())
                .filter(step -> rights.contains(step.right))
                .toList();
    }
}
