package kz.ikomek.workflow.engine;

import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.bpmn.behavior.ParallelMultiInstanceActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Parallel instances of which one that is alone runs in the execution of the body itself, as the engine's sequential ones do: no
 * execution between them, no counters. Nearly every appeal is the work of one agency. Modification and migration, which nobody is offered,
 * know no such body. Why: ADR 0018.
 */
final class LoneInstance extends ParallelMultiInstanceActivityBehavior {

    private LoneInstance(ParallelMultiInstanceActivityBehavior stock) {
        setCollectionExpression(stock.getCollectionExpression());
        setCollectionElementVariable(stock.getCollectionElementVariable());
    }

    /** Puts it where a model asks for one instance for each element, in parallel, until all are done. */
    static BpmnParseListener listener() {
        return new AbstractBpmnParseListener() {
            @Override
            public void parseMultiInstanceLoopCharacteristics(Element activity, Element loop, ActivityImpl body) {
                if (body.getActivityBehavior() instanceof ParallelMultiInstanceActivityBehavior stock
                        && stock.getCollectionExpression() != null
                        && stock.getCollectionElementVariable() != null
                        && stock.getLoopCardinalityExpression() == null
                        && stock.getCompletionConditionExpression() == null) {
                    body.setActivityBehavior(new LoneInstance(stock));
                }
            }
        };
    }

    @Override
    protected void createInstances(ActivityExecution body, int instances) throws Exception {
        if (instances > 1) {
            super.createInstances(body, instances);
            return;
        }
        setLoopVariable(body, getCollectionElementVariable(), getElementAtIndex(0, evaluateCollection(body)));
        body.setEnded(false);
        body.setActive(true);
        body.executeActivity(getInnerActivity(body.getActivity()));
    }

    /** The one that ran alone is done. */
    @Override
    public void complete(ActivityExecution body) {
        leave(body);
    }

    /** By a modification, which nobody is offered. */
    @Override
    public ActivityExecution createInnerInstance(ActivityExecution body) {
        if (!hasLoopVariable(body, NUMBER_OF_INSTANCES)) {
            throw new ProcessEngineException("an instance that runs alone gets no second one beside it");
        }
        return super.createInnerInstance(body);
    }
}
