package kz.ikomek.workflow;

import java.util.List;
import java.util.function.Supplier;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Kept;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Revisions;
import kz.ikomek.shared.Revisions.Topic;
import kz.ikomek.workflow.engine.Conflicts;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Runs something in the engine as a staff member, with exactly that person's groups and rights; again if somebody else
 * was first, unless a transaction runs already.
 */
@Component
class EngineUsers {

    private final IdentityService identity;
    private final ProcessEngineConfigurationImpl configuration;
    private final Revisions revisions;
    private final Kept<String, List<String>> groups;

    EngineUsers(IdentityService identity, ProcessEngineConfigurationImpl configuration, Revisions revisions) {
        this.identity = identity;
        this.configuration = configuration;
        this.revisions = revisions;
        this.groups = new Kept<>(revisions, Topic.RIGHTS);
    }

    <T> T as(Actor actor, Supplier<T> work) {
        return revisions.during(() -> withGroups(actor, work));
    }

    private <T> T withGroups(Actor actor, Supplier<T> work) {
        var before = identity.getCurrentAuthentication();
        identity.setAuthentication(actor.userId(), groups.of(actor.userId(), () -> groups(actor)));
        try {
            return Conflicts.retrying(work);
        } catch (RuntimeException e) {
            Refusal refusal = refusal(e);
            throw refusal == null ? e : refusal;
        } finally {
            if (before == null) {
                identity.clearAuthentication();
            } else {
                identity.setAuthentication(before);
            }
        }
    }

    /** Whoever asks, the answer is everybody's. */
    private List<String> groups(Actor actor) {
        var before = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            return identity.createGroupQuery().groupMember(actor.userId()).listPage(0, 200).stream()
                    .map(Group::getId)
                    .toList();
        } finally {
            if (before != null) {
                identity.setAuthentication(before);
            }
        }
    }

    /** As {@link #as}, where our own rights table has said yes and the engine's authorisations know nothing of it. */
    <T> T withoutRights(Actor actor, Supplier<T> work) {
        return as(
                actor,
                () -> configuration
                        .getCommandExecutorTxRequired()
                        .execute(command -> command.runWithoutAuthorization(work::get)));
    }

    /**
     * What is done within shares what the engine has read, and is written once at the end.
     *
     * @param taskId the task that it is about; all executions of its case are read at once, for they will be asked for
     */
    void inOneCommand(String taskId, Runnable work) {
        configuration.getCommandExecutorTxRequired().execute(command -> {
            TaskEntity task = command.getTaskManager().findTaskById(taskId);
            if (task != null && task.getProcessInstanceId() != null) {
                command.getExecutionManager().findExecutionsByProcessInstanceId(task.getProcessInstanceId());
            }
            work.run();
            return true;
        });
    }

    private static @Nullable Refusal refusal(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
        }
        return null;
    }
}
