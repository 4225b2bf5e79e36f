package kz.ikomek.workflow.engine;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import kz.ikomek.shared.Refusal;
import kz.ikomek.staff.Role;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.impl.ProcessInstantiationBuilderImpl;
import org.camunda.bpm.engine.impl.cmd.AddCommentCmd;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CorrelateAllMessageCmd;
import org.camunda.bpm.engine.impl.cmd.CorrelateMessageCmd;
import org.camunda.bpm.engine.impl.cmd.CreateAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.DelegateTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteUserOperationLogEntryCmd;
import org.camunda.bpm.engine.impl.cmd.EvaluateStartConditionCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskBpmnErrorCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskEscalationCmd;
import org.camunda.bpm.engine.impl.cmd.MessageEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SaveAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.SaveAuthorizationCmd;
import org.camunda.bpm.engine.impl.cmd.SignalEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceAtActivitiesCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.cmd.UpdateCommentCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.deploy.cache.DeploymentCache;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;

/**
 * Holds staff to what a person does in the centre: start an appeal and complete a task, each with what its form asks
 * for and nothing else, because a variable set beside the form would be a way around the rules. What the engine's grants
 * would leave open beyond that (starting in the middle, messages, errors thrown by hand, comments and files that would
 * keep a resident's words outside the appeal) is refused; our own use cases do such things after their own check of
 * rights.
 */
final class StaffCommands extends CommandInterceptor {

    /** Code of the refusal for whoever would delete from the record of what administrators did. */
    static final String LOG_STAYS = "workflow.log-stays";

    /** Code of the refusal for an authorisation that denies. */
    static final String NO_DENIALS = "workflow.no-denials";

    private static final Set<Class<?>> REFUSED = Set.of(
            StartProcessInstanceAtActivitiesCmd.class,
            CorrelateMessageCmd.class,
            CorrelateAllMessageCmd.class,
            MessageEventReceivedCmd.class,
            SignalEventReceivedCmd.class,
            EvaluateStartConditionCmd.class,
            HandleTaskBpmnErrorCmd.class,
            HandleTaskEscalationCmd.class,
            DelegateTaskCmd.class,
            ResolveTaskCmd.class,
            AddCommentCmd.class,
            UpdateCommentCmd.class,
            CreateAttachmentCmd.class,
            SaveAttachmentCmd.class,
            DeleteAttachmentCmd.class);

    /** What would change the record of what administrators did: refused to administrators too. */
    private static final Set<Class<?>> UNTOUCHED = Set.of(DeleteUserOperationLogEntryCmd.class);

    private final FormFields forms;

    StaffCommands(FormFields forms) {
        this.forms = forms;
    }

    @Override
    public <T> T execute(Command<T> command) {
        CommandContext context = Context.getCommandContext();
        Authentication login = Reach.login(context);
        if (login != null && UNTOUCHED.contains(command.getClass())) {
            throw new Refusal(LOG_STAYS, null);
        }
        if (command instanceof SaveAuthorizationCmd
                && Inside.field(command, "authorization") instanceof Authorization saved
                && saved.getAuthorizationType() == Authorization.AUTH_TYPE_REVOKE) {
            throw new Refusal(NO_DENIALS, null);
        }
        if (login != null && !Reach.is(login, Role.ADMINISTRATOR)) {
            check(command, login, context);
        }
        return next.execute(command);
    }

    private void check(Command<?> command, Authentication login, CommandContext context) {
        if (REFUSED.contains(command.getClass())) {
            throw new AuthorizationException("'" + login.getUserId() + "' may not do this by way of the engine: "
                    + command.getClass().getSimpleName());
        }
        if (command instanceof ClaimTaskCmd) {
            Object claimant = Inside.field(command, "userId");
            if (claimant != null && !claimant.equals(login.getUserId())) {
                throw new AuthorizationException("A task is claimed for oneself only.");
            }
        } else if (command instanceof CompleteTaskCmd) {
            requireTaskFields(Inside.field(command, "taskId"), Inside.field(command, "variables"), context);
        } else if (command instanceof SubmitTaskFormCmd) {
            requireTaskFields(Inside.field(command, "taskId"), Inside.field(command, "properties"), context);
        } else if (command instanceof SubmitStartFormCmd) {
            requireStartFields(
                    deployed(context)
                            .findDeployedProcessDefinitionById(
                                    String.valueOf(Inside.field(command, "processDefinitionId"))),
                    Inside.field(command, "variables"),
                    context);
        } else if (command instanceof StartProcessInstanceCmd) {
            var start = (ProcessInstantiationBuilderImpl)
                    Objects.requireNonNull(Inside.field(command, "instantiationBuilder"));
            ProcessDefinitionEntity process = start.getProcessDefinitionKey() != null
                    ? deployed(context).findDeployedLatestProcessDefinitionByKey(start.getProcessDefinitionKey())
                    : deployed(context).findDeployedProcessDefinitionById(start.getProcessDefinitionId());
            requireStartFields(process, start.getVariables(), context);
        }
    }

    private void requireTaskFields(@Nullable Object taskId, @Nullable Object variables, CommandContext context) {
        TaskEntity task = taskId == null ? null : context.getTaskManager().findTaskById(taskId.toString());
        if (task == null || task.getTaskDefinition() == null) {
            return;
        }
        require(
                forms.of(
                        task.getTaskDefinition().getFormDefinition(),
                        task,
                        task.getProcessDefinition().getDeploymentId(),
                        context),
                variables);
    }

    private void requireStartFields(
            ProcessDefinitionEntity process, @Nullable Object variables, CommandContext context) {
        require(forms.of(process.getStartFormDefinition(), null, process.getDeploymentId(), context), variables);
    }

    private static void require(Set<String> fields, @Nullable Object variables) {
        if (variables instanceof Map<?, ?> given) {
            Set<Object> beside = new HashSet<>(given.keySet());
            beside.removeAll(fields);
            if (!beside.isEmpty()) {
                throw new AuthorizationException("The form does not ask for " + beside + ".");
            }
        }
    }

    private static DeploymentCache deployed(CommandContext context) {
        return context.getProcessEngineConfiguration().getDeploymentCache();
    }
}
