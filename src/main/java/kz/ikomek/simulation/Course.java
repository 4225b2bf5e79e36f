package kz.ikomek.simulation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.workflow.StaffTasks.StaffTask;

/** One appeal under way: its plan, and how far the plan has come. */
final class Course {

    final Plan plan;
    final AppealNumber number;

    /** Chance of its own, so that one appeal's course does not depend on the others'. */
    final SplittableRandom random;

    /** The tasks that are open now, by id. */
    Map<String, StaffTask> tasks = new LinkedHashMap<>();

    int questionsLeft;
    int refusalsLeft;
    int reworksLeft;
    int silentCallsLeft;
    boolean askLeft;
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
        inspectionLeft = plan.inspectedAgain;
    }
}
