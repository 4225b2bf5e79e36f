package kz.ikomek.workflow.lifecycle;

import java.util.Objects;
import kz.ikomek.appeals.Proposal;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** An agency's work while it is going on: its place in the model stays, whose it is may change. */
@Component
class WorkInHand {

    /** Gives the work of the agency proposed before to the people of the one proposed after; nobody has claimed it. */
    void goesOver(DelegateExecution execution, Proposal proposal) {
        String from = Objects.requireNonNull(proposal.before()).value();
        String to = Objects.requireNonNull(proposal.after()).value();
        String instance = execution.getProcessInstanceId();
        var services = execution.getProcessEngineServices();
        Context.getCommandContext().runWithoutAuthorization(() -> {
            rename(services.getRuntimeService(), instance, from, to);
            handOver(services.getTaskService(), instance, from, to);
            return null;
        });
    }

    /** Asks the database whose work it is: what this command has read before it waited for the appeal may be older. */
    private static void rename(RuntimeService runtime, String instance, String from, String to) {
        runtime
                .createVariableInstanceQuery()
                .processInstanceIdIn(instance)
                .variableValueEquals(AppealProcess.AGENCY, from)
                .listPage(0, 200)
                .stream()
                .map(VariableInstance::getExecutionId)
                .forEach(work -> runtime.setVariableLocal(work, AppealProcess.AGENCY, to));
    }

    private static void handOver(TaskService tasks, String instance, String from, String to) {
        for (Task task : tasks.createTaskQuery()
                .processInstanceId(instance)
                .taskDefinitionKey(AppealProcess.EXECUTE)
                .listPage(0, 200)) {
            String before = AppealProcess.AGENCY_GROUP + from;
            boolean theirs = tasks.getIdentityLinksForTask(task.getId()).stream()
                    .map(IdentityLink::getGroupId)
                    .anyMatch(before::equals);
            if (theirs) {
                tasks.deleteCandidateGroup(task.getId(), before);
                tasks.addCandidateGroup(task.getId(), AppealProcess.AGENCY_GROUP + to);
                tasks.setAssignee(task.getId(), null);
            }
        }
    }
}
