package kz.ikomek.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.springframework.boot.test.context.TestComponent;

/** Records which flow nodes and sequence flows of the shipped model were taken; a gap is named. */
@TestComponent
public class FlowCoverage extends AbstractProcessEnginePlugin {

    private static final Set<String> TAKEN = new ConcurrentSkipListSet<>();

    /** Forgets what was taken before, by whatever test. */
    static void begin() {
        TAKEN.clear();
    }

    /** Fails with the names of those that were not taken since {@link #begin}. */
    static void requireAll() {
        Set<String> elements = elements();
        assertThat(elements).as("elements of the model").hasSizeGreaterThan(50);
        elements.removeAll(TAKEN);
        assertThat(elements)
                .as("flow nodes and sequence flows that no test took")
                .isEmpty();
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

    private static Set<String> elements() {
        Set<String> ids = new TreeSet<>();
        for (FlowElement element : Bpmn.readModelFromFile(
                        Path.of("bpmn", "appeal.bpmn").toFile())
                .getModelElementsByType(FlowElement.class)) {
            if (element instanceof FlowNode || element instanceof SequenceFlow) {
                ids.add(element.getId());
            }
        }
        return ids;
    }

    private static void record(ScopeImpl scope) {
        for (ActivityImpl activity : scope.getActivities()) {
            String id = activity.getId();
            activity.addListener(ExecutionListener.EVENTNAME_START, (ExecutionListener) execution -> TAKEN.add(id));
            for (var transition : activity.getOutgoingTransitions()) {
                String flow = transition.getId();
                ((TransitionImpl) transition).addListener(ExecutionListener.EVENTNAME_TAKE, (ExecutionListener)
                        execution -> TAKEN.add(flow));
            }
            record(activity);
        }
    }
}
