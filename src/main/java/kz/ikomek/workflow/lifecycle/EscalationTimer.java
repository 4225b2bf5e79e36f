package kz.ikomek.workflow.lifecycle;

import java.util.Date;
import kz.ikomek.appeals.AppealView;
import kz.ikomek.appeals.AppealViews;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.context.Context;
import org.springframework.stereotype.Component;

/** Keeps the one timer of escalation, and the due dates of open tasks, where the appeal's clock says. */
@Component
class EscalationTimer {

    private final AppealViews views;

    EscalationTimer(AppealViews views) {
        this.views = views;
    }

    /** After a step: the variables, the waiting timer and the tasks follow the appeal. */
    void follow(DelegateExecution execution) {
        var step = new Case(execution);
        AppealView appeal = views.find(step.number()).orElseThrow();
        Date before = (Date) execution.getVariable(AppealProcess.DUE);
        step.follow(appeal);
        Date look = appeal.nextLook() == null ? null : Date.from(appeal.nextLook());
        if (look != null && !look.equals(execution.getVariable(AppealProcess.NEXT_ALERT))) {
            execution.setVariable(AppealProcess.NEXT_ALERT, look);
            Context.getCommandContext().runWithoutAuthorization(() -> {
                move(execution, look);
                return null;
            });
        }
        Date due = Date.from(appeal.due());
        if (!due.equals(before)) {
            Context.getCommandContext().runWithoutAuthorization(() -> {
                moveTasks(execution, before, due);
                return null;
            });
        }
    }

    private static void move(DelegateExecution execution, Date look) {
        var management = execution.getProcessEngineServices().getManagementService();
        management
                .createJobQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .activityId(AppealProcess.WATCH)
                .listPage(0, 200)
                .forEach(job -> management.setJobDuedate(job.getId(), look));
    }

    private static void moveTasks(DelegateExecution execution, Date before, Date due) {
        var tasks = execution.getProcessEngineServices().getTaskService();
        tasks.createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .dueDate(before)
                .listPage(0, 200)
                .forEach(task -> tasks.setDueDate(task.getId(), due));
    }
}
