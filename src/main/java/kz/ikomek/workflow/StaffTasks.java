package kz.ikomek.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.shared.Actor;
import org.camunda.bpm.engine.TaskService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Human steps, taken as the staff member concerned. */
@Component
@Transactional
public class StaffTasks {

    private final TaskService tasks;
    private final EngineUsers users;

    StaffTasks(TaskService tasks, EngineUsers users) {
        this.tasks = tasks;
        this.users = users;
    }

    /**
     * A waiting human step.
     *
     * @param step the element of the model, for example {@code inspect}
     * @param due when it is to be done; null when the model says none
     */
    public record StaffTask(
            String id, String step, @Nullable Instant due) {}

    /** The waiting steps of an appeal that this staff member may see. */
    public List<StaffTask> of(AppealNumber number, Actor actor) {
        return users.as(
                actor,
                () -> tasks
                        .createTaskQuery()
                        .processInstanceBusinessKey(number.value())
                        .orderByTaskCreateTime()
                        .asc()
                        .list()
                        .stream()
                        .map(task -> new StaffTask(
                                task.getId(),
                                task.getTaskDefinitionKey(),
                                task.getDueDate() == null
                                        ? null
                                        : task.getDueDate().toInstant()))
                        .toList());
    }

    /**
     * Claims and completes in one transaction.
     *
     * @param typed what stands in the form
     * @throws kz.ikomek.shared.Refusal when the input is refused; the task stays as it was
     */
    public void complete(String taskId, Map<String, Object> typed, Actor actor) {
        users.as(actor, () -> {
            tasks.claim(taskId, actor.userId());
            tasks.complete(taskId, typed);
            return taskId;
        });
    }
}
