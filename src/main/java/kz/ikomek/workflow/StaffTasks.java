package kz.ikomek.workflow;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import kz.ikomek.workflow.engine.Conflicts;
import kz.ikomek.workflow.lifecycle.AppealProcess;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.Spin;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Human steps, taken as the staff member concerned. */
@Component
@Transactional
public class StaffTasks {

    private static final int MOST_FOUND = 2_000;

    /** Code of the refusal of a step that the appeal's state does not allow. */
    private static final String NOT_NOW = "appeals.step.not-now";

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final EngineUsers users;
    private final TransactionTemplate transactions;

    StaffTasks(TaskService tasks, RuntimeService runtime, EngineUsers users, TransactionTemplate transactions) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.users = users;
        this.transactions = transactions;
    }

    /**
     * A waiting human step.
     *
     * @param step the element of the model, for example {@code inspect}
     * @param agency whose people are to do it; null when it is not an agency's work
     * @param due when it is to be done; null when the model says none
     */
    public record StaffTask(
            String id,
            String step,
            @Nullable AgencyCode agency,
            @Nullable Instant due) {}

    /**
     * A waiting step together with the appeal it is about.
     *
     * @param due when the step is to be done; null when the model says none
     */
    public record SeenTask(
            String id, AppealNumber appeal, @Nullable Instant due) {}

    /** All waiting steps of an appeal, whoever may see them. */
    public List<StaffTask> of(AppealNumber number) {
        return query(number);
    }

    /** The waiting steps of an appeal that this staff member may see. */
    public List<StaffTask> of(AppealNumber number, Actor actor) {
        return users.as(actor, () -> query(number));
    }

    /** The waiting steps of these ids that this staff member may see, with the appeals they are about. */
    public List<SeenTask> find(Collection<String> taskIds, Actor actor) {
        if (taskIds.isEmpty()) {
            return List.of();
        }
        List<Task> seen = users.as(
                actor,
                () -> tasks.createTaskQuery()
                        .taskIdIn(taskIds.toArray(new String[0]))
                        .listPage(0, taskIds.size()));
        return seen(seen, actor);
    }

    /**
     * The waiting steps of one kind, of these appeals, that this staff member may take: those that nobody has, and the
     * own.
     *
     * @param step the element of the model, for example {@code inspect}
     */
    public List<SeenTask> toTake(String step, Collection<AppealNumber> numbers, Actor actor) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        List<Task> found = users.as(
                actor,
                () -> tasks.createTaskQuery()
                        .taskDefinitionKey(step)
                        .processInstanceBusinessKeyIn(
                                numbers.stream().map(AppealNumber::value).toArray(String[]::new))
                        .listPage(0, MOST_FOUND));
        return seen(
                found.stream()
                        .filter(task ->
                                task.getAssignee() == null || task.getAssignee().equals(actor.userId()))
                        .toList(),
                actor);
    }

    private List<SeenTask> seen(List<Task> seen, Actor actor) {
        if (seen.isEmpty()) {
            return List.of();
        }
        Set<String> instances = seen.stream().map(Task::getProcessInstanceId).collect(Collectors.toSet());
        Map<String, AppealNumber> numbers =
                users.withoutRights(
                        actor,
                        () -> runtime
                                .createProcessInstanceQuery()
                                .processInstanceIds(instances)
                                .listPage(0, instances.size())
                                .stream()
                                .collect(Collectors.toMap(
                                        ProcessInstance::getId,
                                        instance -> new AppealNumber(instance.getBusinessKey()))));
        return seen.stream()
                .filter(task -> numbers.containsKey(task.getProcessInstanceId()))
                .map(task -> new SeenTask(
                        task.getId(),
                        Objects.requireNonNull(numbers.get(task.getProcessInstanceId())),
                        task.getDueDate() == null ? null : task.getDueDate().toInstant()))
                .toList();
    }

    private List<StaffTask> query(AppealNumber number) {
        return tasks
                .createTaskQuery()
                .processInstanceBusinessKey(number.value())
                .orderByTaskCreateTime()
                .asc()
                .listPage(0, 200)
                .stream()
                .map(this::staffTask)
                .toList();
    }

    private StaffTask staffTask(Task task) {
        return new StaffTask(
                task.getId(),
                task.getTaskDefinitionKey(),
                agency(task),
                task.getDueDate() == null ? null : task.getDueDate().toInstant());
    }

    private @Nullable AgencyCode agency(Task task) {
        if (!AppealProcess.EXECUTE.equals(task.getTaskDefinitionKey())) {
            return null;
        }
        return tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(group -> group != null && group.startsWith(AppealProcess.AGENCY_GROUP))
                .map(group -> new AgencyCode(group.substring(AppealProcess.AGENCY_GROUP.length())))
                .findFirst()
                .orElse(null);
    }

    /**
     * Takes a step on; nothing changes when this staff member had done so. An agency's work is accepted by it.
     *
     * @throws org.camunda.bpm.engine.ProcessEngineException when somebody else has it, or it does not wait any more
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public void claim(String taskId, Actor actor) {
        users.as(
                actor,
                () -> transactions.execute(status -> {
                    tasks.claim(taskId, actor.userId());
                    return taskId;
                }));
    }

    /**
     * Claims and completes in one transaction.
     *
     * @param typed what stands in the form
     * @throws kz.ikomek.shared.Refusal when the input is refused; the task stays as it was
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public void complete(String taskId, Map<String, Object> typed, Actor actor) {
        as(actor, taskId, status -> claimAndComplete(taskId, typed, actor));
    }

    /**
     * As {@link #complete(String, Map, Actor)}, together with something of the caller's that commits or fails with it.
     *
     * @param before runs first in the transaction, anew after a conflict; says whether the step is to be taken at all
     * @throws kz.ikomek.shared.Refusal when the input is refused, somebody else has the task, it is gone, or it is not
     *     this staff member's
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public void complete(String taskId, Map<String, Object> typed, Actor actor, BooleanSupplier before) {
        attempt(taskId, actor, status -> {
            if (before.getAsBoolean()) {
                claimAndComplete(taskId, typed, actor);
            }
        });
    }

    /**
     * Takes the step as {@link #complete(String, Map, Actor, BooleanSupplier)} would, and takes all of it back.
     *
     * @throws kz.ikomek.shared.Refusal which that would throw now
     */
    @Transactional(propagation = Propagation.NEVER)
    public void rehearse(String taskId, Map<String, Object> typed, Actor actor) {
        attempt(taskId, actor, status -> {
            status.setRollbackOnly();
            claimAndComplete(taskId, typed, actor);
        });
    }

    private void claimAndComplete(String taskId, Map<String, Object> typed, Actor actor) {
        users.inOneCommand(taskId, () -> {
            tasks.claim(taskId, actor.userId());
            tasks.complete(taskId, AppealProcess.typed(asABrowserSends(typed)));
        });
    }

    /** A form in the browser sends what is chosen from a list as JSON. */
    private static Map<String, Object> asABrowserSends(Map<String, Object> typed) {
        var sent = new HashMap<>(typed);
        sent.replaceAll((field, value) -> value instanceof Collection<?> chosen ? Spin.JSON(chosen) : value);
        return sent;
    }

    /** Whoever comes second finds the appeal a step further: the task is gone, and what was typed is not wrong. */
    private void as(Actor actor, String taskId, Consumer<TransactionStatus> step) {
        try {
            users.as(
                    actor,
                    () -> transactions.execute(status -> {
                        step.accept(status);
                        return taskId;
                    }));
        } catch (Refusal e) {
            throw NOT_NOW.equals(e.code()) && isGone(taskId, actor) ? refusal(Conflicts.TASK_GONE, e) : e;
        } catch (AuthorizationException e) {
            // Its candidates went with it, between reading the task and asking who may.
            throw isGone(taskId, actor) ? refusal(Conflicts.TASK_GONE, e) : e;
        }
    }

    private boolean isGone(String taskId, Actor actor) {
        return users.withoutRights(
                        actor, () -> tasks.createTaskQuery().taskId(taskId).count())
                == 0;
    }

    private void attempt(String taskId, Actor actor, Consumer<TransactionStatus> step) {
        try {
            as(actor, taskId, step);
        } catch (TaskAlreadyClaimedException e) {
            throw refusal("workflow.task-taken", e);
        } catch (AuthorizationException e) {
            throw refusal("workflow.task-not-yours", e);
        } catch (ProcessEngineException e) {
            if (isGone(taskId, actor)) {
                throw refusal(Conflicts.TASK_GONE, e);
            }
            throw e;
        }
    }

    private static Refusal refusal(String code, Exception cause) {
        var refusal = new Refusal(code, null);
        refusal.initCause(cause);
        return refusal;
    }
}
