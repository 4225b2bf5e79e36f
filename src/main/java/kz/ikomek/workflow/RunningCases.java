package kz.ikomek.workflow;

import java.util.ArrayList;
import java.util.List;
import kz.ikomek.workflow.lifecycle.AppealProcess;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;

/** Which appeals have a running process; for the rule that each open appeal has exactly one. */
@Component
public class RunningCases {

    private static final int PAGE = 1_000;

    private final RuntimeService runtime;

    RunningCases(RuntimeService runtime) {
        this.runtime = runtime;
    }

    /** The number of each running process, as often as there are processes. */
    public List<String> numbers() {
        List<String> numbers = new ArrayList<>();
        List<String> page;
        do {
            page = runtime
                    .createProcessInstanceQuery()
                    .processDefinitionKey(AppealProcess.KEY)
                    .orderByProcessInstanceId()
                    .asc()
                    .listPage(numbers.size(), PAGE)
                    .stream()
                    .map(ProcessInstance::getBusinessKey)
                    .toList();
            numbers.addAll(page);
        } while (page.size() == PAGE);
        return numbers;
    }
}
