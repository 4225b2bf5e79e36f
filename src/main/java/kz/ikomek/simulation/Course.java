package kz.ikomek.simulation;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.workflow.StaffTasks.StaffTask;
import org.jspecify.annotations.Nullable;

/** One appeal under way: its plan, and how far the plan has come. */
final class Course {

    final Plan plan;
    final AppealNumber number;

    /** Chance of its own, so that one appeal's course does not depend on the others'. */
    final SplittableRandom random;

    /** The tasks that are open now, by id. */
    Map<String, StaffTask> tasks = new LinkedHashMap<>();

    /** The tasks for which it is settled what becomes of them, by id. */
    final Set<String> planned = new HashSet<>();

    int questionsLeft;
    int refusalsLeft;
    int reworksLeft;
    int silentCallsLeft;
    boolean askLeft;
    boolean moreTimeLeft;
    boolean takenOnLateLeft;

    /** The agency that asks for more time, as soon as one has. */
    @Nullable
    AgencyCode moreTimeFor;

    boolean inspectionLeft;
    boolean reopened;
    boolean closed;

    Course(Plan plan, AppealNumber number, SplittableRandom random) {
        this.plan = plan;
        this.number = number;
        this.random = random;
        questionsLeft = plan.questions;
        refusalsLeft = plan.refusals;
        reworksLeft = plan.reworks;
        silentCallsLeft = plan.silentCalls;
        askLeft = plan.residentAsked;
        moreTimeLeft = plan.moreTime;
        takenOnLateLeft = plan.takenOnLate;
        inspectionLeft = plan.inspectedAgain;
    }

    /** Whether the agency that does its work next asks for more time. */
    boolean asksForMoreTime() {
        return moreTimeLeft && refusalsLeft == 0 && !askLeft;
    }

    /** Whether the agency of this task waits to hear if it gets more time. */
    boolean waitsForDecision(StaffTask task) {
        return task.step().equals(Steps.EXECUTE)
                && task.agency() != null
                && task.agency().equals(moreTimeFor)
                && tasks.values().stream().anyMatch(other -> other.step().equals(Steps.DECIDE_EXTENSION));
    }

    /** Whether this is where an open appeal waits when the month ends. */
    boolean stopsAt(StaffTask task) {
        boolean afterSilence = Steps.ASK_RESIDENT.equals(plan.stopsAt)
                && !askLeft
                && task.step().equals(Steps.EXECUTE);
        return task.step().equals(plan.stopsAt) || afterSilence;
    }
}
