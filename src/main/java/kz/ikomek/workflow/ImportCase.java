package kz.ikomek.workflow;

import java.util.Map;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.ImportAppeal;
import kz.ikomek.appeals.OldAppeal;
import kz.ikomek.appeals.RegisteredAppeal;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.shared.Actor;
import kz.ikomek.workflow.lifecycle.AppealProcess;
import kz.ikomek.workflow.lifecycle.HumanStep;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes an appeal of another system over: a closed one without a case, an open one with a case that goes on behind the
 * registration, whatever the model has there.
 */
@Component
public class ImportCase {

    private final ImportAppeal appeals;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final TaskService tasks;
    private final EngineUsers users;

    ImportCase(
            ImportAppeal appeals,
            RuntimeService runtime,
            RepositoryService repository,
            TaskService tasks,
            EngineUsers users) {
        this.appeals = appeals;
        this.runtime = runtime;
        this.repository = repository;
        this.tasks = tasks;
        this.users = users;
    }

    /**
     * Takes it over, in one transaction. What waits for an inspector and has an agency goes to that agency at once; a danger
     * goes the way of all dangers, and an inspector looks at it.
     *
     * @return our number
     * @throws kz.ikomek.shared.Refusal naming the field that is wrong; nothing is kept then
     * @throws org.springframework.dao.DuplicateKeyException when the source has brought this id before
     */
    @Transactional
    public AppealNumber take(OldAppeal old) {
        RegisteredAppeal appeal = appeals.take(old);
        if (!appeal.answered()) {
            String process = users.withoutRights(Actor.SYSTEM, () -> started(appeal));
            AgencyCode agency = old.agency();
            if (agency != null && !appeal.danger()) {
                users.withoutRights(Actor.SYSTEM, () -> routed(process, agency));
            }
        }
        return appeal.number();
    }

    private String started(RegisteredAppeal appeal) {
        return runtime.createProcessInstanceByKey(AppealProcess.KEY)
                .businessKey(appeal.number().value())
                .setVariables(AppealProcess.begun(appeal))
                .startAfterActivity(registration())
                .execute()
                .getId();
    }

    /** Goes by the inspector's step of the model, in the name of the centre itself. */
    private AgencyCode routed(String process, AgencyCode agency) {
        tasks.createTaskQuery()
                .processInstanceId(process)
                .taskDefinitionKey(HumanStep.INSPECT.element())
                .listPage(0, 1)
                .forEach(task -> tasks.complete(
                        task.getId(), AppealProcess.typed(Map.of("decision", "ROUTE", "agency", agency.value()))));
        return agency;
    }

    /** The element of the newest model that registers; the gate has seen to it that there is one. */
    private String registration() {
        String newest = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(AppealProcess.KEY)
                .latestVersion()
                .singleResult()
                .getId();
        String bean = "${" + HumanStep.REGISTER.bean() + "}";
        return repository.getBpmnModelInstance(newest).getModelElementsByType(ServiceTask.class).stream()
                .filter(task -> bean.equals(task.getCamundaDelegateExpression()))
                .findFirst()
                .orElseThrow()
                .getId();
    }
}
