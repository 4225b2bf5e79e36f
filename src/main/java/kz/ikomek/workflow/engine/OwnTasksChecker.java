package kz.ikomek.workflow.engine;

import java.util.function.BiPredicate;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.TaskPermissions;
import org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.repository.ProcessDefinition;

/** Refuses access by id to a task that {@link Reach} does not give, even where a grant on the process would. */
final class OwnTasksChecker extends AuthorizationCommandChecker {

    @Override
    public void checkCreateProcessInstance(ProcessDefinition process) {
        Authentication login = Reach.login(Context.getCommandContext());
        if (login == null
                || !(Context.getCommandContext().getAuthorizationManager() instanceof OwnTasksOnly own)
                || !own.grants(login).ofStart(process.getKey())) {
            super.checkCreateProcessInstance(process);
        }
    }

    @Override
    public void checkReadTask(TaskEntity task) {
        if (!isGranted(task, TaskPermissions.READ, ProcessDefinitionPermissions.READ_TASK)) {
            super.checkReadTask(task);
        }
        check(task, Reach::reads, TaskPermissions.READ);
    }

    @Override
    public void checkReadTaskVariable(TaskEntity task) {
        super.checkReadTaskVariable(task);
        check(task, Reach::reads, TaskPermissions.READ);
    }

    @Override
    public void checkUpdateTaskVariable(TaskEntity task) {
        super.checkUpdateTaskVariable(task);
        check(task, Reach::works, TaskPermissions.UPDATE);
    }

    @Override
    public void checkTaskAssign(TaskEntity task) {
        super.checkTaskAssign(task);
        check(task, Reach::works, TaskPermissions.TASK_ASSIGN);
    }

    @Override
    public void checkTaskWork(TaskEntity task) {
        if (!isGranted(task, TaskPermissions.TASK_WORK, ProcessDefinitionPermissions.TASK_WORK)) {
            super.checkTaskWork(task);
        }
        check(task, Reach::works, TaskPermissions.TASK_WORK);
    }

    @Override
    public void checkDeleteTask(TaskEntity task) {
        super.checkDeleteTask(task);
        check(task, Reach::works, TaskPermissions.DELETE);
    }

    /** The usual answer, found without the engine's statement for it, which weighs all that could be asked. */
    private static boolean isGranted(TaskEntity task, Permission onTask, Permission onProcess) {
        CommandContext context = Context.getCommandContext();
        Authentication login = Reach.login(context);
        return login != null
                && task.getProcessDefinitionId() != null
                && context.getAuthorizationManager() instanceof OwnTasksOnly own
                && own.grants(login)
                        .ofTask(
                                task.getId(),
                                onTask,
                                task.getProcessDefinition().getKey(),
                                onProcess);
    }

    private void check(TaskEntity task, BiPredicate<Authentication, TaskEntity> allowed, Permission permission) {
        Authentication login = Reach.login(Context.getCommandContext());
        if (login != null && !allowed.test(login, task)) {
            throw new AuthorizationException(
                    login.getUserId(), permission.getName(), Resources.TASK.resourceName(), task.getId());
        }
    }
}
