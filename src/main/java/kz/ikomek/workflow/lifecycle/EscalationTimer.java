package kz.ikomek.workflow.lifecycle;

import java.util.Date;
import kz.ikomek.appeals.AppealView;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.ClockMoved;
import org.camunda.bpm.engine.ProcessEngineServices;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.CachedDbEntity;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.TimerEventJobHandler.TimerJobConfiguration;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TimerEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the one timer of escalation, and the due dates of open tasks, where the appeal's clock says. */
@Component
class EscalationTimer {

    private final AppealViews views;
    private final ObjectProvider<ProcessEngineConfigurationImpl> engine;

    EscalationTimer(AppealViews views, ObjectProvider<ProcessEngineConfigurationImpl> engine) {
        this.views = views;
        this.engine = engine;
    }

    /** After a step: the variables, the waiting timer and the tasks follow the appeal. */
    void follow(DelegateExecution execution) {
        var step = new Case(execution);
        AppealView appeal = views.find(step.number()).orElseThrow();
        Date dueBefore = (Date) execution.getVariable(AppealProcess.DUE);
        Date lookBefore = (Date) execution.getVariable(AppealProcess.NEXT_ALERT);
        step.follow(appeal);
        Date look = look(appeal);
        if (look != null && !look.equals(lookBefore)) {
            execution.setVariable(AppealProcess.NEXT_ALERT, look);
        }
        Context.getCommandContext().runWithoutAuthorization(() -> {
            move(
                    execution.getProcessEngineServices(),
                    execution.getProcessInstanceId(),
                    lookBefore,
                    look,
                    dueBefore,
                    Date.from(appeal.due()));
            return null;
        });
    }

    /** The clock was moved from outside the process. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void moved(ClockMoved event) {
        AppealView appeal = views.find(event.number()).orElseThrow();
        var configuration = engine.getObject();
        configuration
                .getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(() -> {
                    follow(configuration.getProcessEngine(), appeal);
                    return null;
                }));
    }

    private static void follow(ProcessEngineServices services, AppealView appeal) {
        var runtime = services.getRuntimeService();
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(appeal.number().value(), AppealProcess.KEY)
                .singleResult();
        if (instance == null) {
            return;
        }
        String id = instance.getId();
        Date dueBefore = (Date) runtime.getVariable(id, AppealProcess.DUE);
        Date lookBefore = (Date) runtime.getVariable(id, AppealProcess.NEXT_ALERT);
        Date due = Date.from(appeal.due());
        Date look = look(appeal);
        if (!due.equals(dueBefore)) {
            runtime.setVariable(id, AppealProcess.DUE, due);
        }
        if (look != null && !look.equals(lookBefore)) {
            runtime.setVariable(id, AppealProcess.NEXT_ALERT, look);
        }
        move(services, id, lookBefore, look, dueBefore, due);
    }

    private static @Nullable Date look(AppealView appeal) {
        return appeal.nextLook() == null ? null : Date.from(appeal.nextLook());
    }

    /**
     * In a command, which writes what it has read. The engine's own queries, with a hundred conditions each, would cost a
     * tenth of a step.
     */
    private static void move(
            ProcessEngineServices services,
            String instance,
            @Nullable Date lookBefore,
            @Nullable Date look,
            @Nullable Date dueBefore,
            Date due) {
        CommandContext command = Context.getCommandContext();
        if (look != null && !look.equals(lookBefore)) {
            command.getJobManager().findJobsByProcessInstanceId(instance);
            // Read by now, or begun by this command itself: a danger that is registered and routed at once.
            command.getDbEntityManager().getDbEntityCache().getCachedEntities().stream()
                    .map(CachedDbEntity::getEntity)
                    .filter(TimerEntity.class::isInstance)
                    .map(TimerEntity.class::cast)
                    .filter(timer -> instance.equals(timer.getProcessInstanceId()) && watches(timer))
                    .forEach(timer -> timer.setDuedate(look));
        }
        if (dueBefore != null && !due.equals(dueBefore)) {
            command.getTaskManager().findTasksByProcessInstanceId(instance).stream()
                    .filter(task -> dueBefore.equals(task.getDueDate()) && !isBeingCompleted(task))
                    .forEach(task -> services.getTaskService().setDueDate(task.getId(), due));
        }
    }

    private static boolean watches(TimerEntity timer) {
        return timer.getJobHandlerConfiguration() instanceof TimerJobConfiguration timed
                && AppealProcess.WATCH.equals(timed.getTimerElementKey());
    }

    private static boolean isBeingCompleted(TaskEntity task) {
        return TaskListener.EVENTNAME_COMPLETE.equals(task.getEventName());
    }
}
