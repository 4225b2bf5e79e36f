package kz.ikomek.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import kz.ikomek.workflow.lifecycle.AppealProcess;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.boot.test.context.TestComponent;

/** Records which flow nodes and sequence flows of the models the tests took; a gap is named. */
@TestComponent
public class FlowCoverage extends AbstractProcessEnginePlugin {

    private static final Set<String> ALL = new ConcurrentSkipListSet<>();
    private static final Set<String> TAKEN = new ConcurrentSkipListSet<>();

    static void requireAll() {
        Set<String> missed = new TreeSet<>(ALL);
        missed.removeAll(TAKEN);
        assertThat(ALL).as("elements of the models").hasSizeGreaterThan(50);
        assertThat(missed).as("flow nodes and sequence flows that no test took").isEmpty();
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        if (configuration.getCustomPostBPMNParseListeners() == null) {
            configuration.setCustomPostBPMNParseListeners(new ArrayList<>());
        }
        configuration.getCustomPostBPMNParseListeners().add(new AbstractBpmnParseListener() {
            @Override
            public void parseProcess(Element element, ProcessDefinitionEntity definition) {
                if (AppealProcess.KEY.equals(definition.getKey())) {
                    record(definition);
                }
            }
        });
    }

    private static void record(ScopeImpl scope) {
        for (ActivityImpl activity : scope.getActivities()) {
            String id = activity.getId();
            ALL.add(id);
            activity.addListener(ExecutionListener.EVENTNAME_START, (ExecutionListener) execution -> TAKEN.add(id));
            for (var transition : activity.getOutgoingTransitions()) {
                String flow = transition.getId();
                ALL.add(flow);
                ((TransitionImpl) transition).addListener(ExecutionListener.EVENTNAME_TAKE, (ExecutionListener)
                        execution -> TAKEN.add(flow));
            }
            record(activity);
        }
    }
}
