package kz.ikomek.workflow.engine;

import java.util.function.Supplier;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationListener;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hears which row of a decision table decided, which the table's answer does not say. */
@Component
class MatchedRows implements DmnDecisionTableEvaluationListener {

    private final ThreadLocal<Integer> matched = new ThreadLocal<>();

    /**
     * An answer and the row that gave it.
     *
     * @param row from 1; 0 when none matched
     */
    record Matched<T>(@Nullable T answer, int row) {}

    /** Evaluates on this thread. */
    <T> Matched<T> matched(Supplier<@Nullable T> evaluation) {
        matched.set(0);
        try {
            T answer = evaluation.get();
            return new Matched<>(answer, matched.get());
        } finally {
            matched.remove();
        }
    }

    @Override
    public void notify(DmnDecisionTableEvaluationEvent event) {
        if (event.getMatchingRules().isEmpty()
                || !(event.getDecisionTable().getDecisionLogic() instanceof DmnDecisionTableImpl table)) {
            return;
        }
        String rule = event.getMatchingRules().get(0).getId();
        for (int i = 0; i < table.getRules().size(); i++) {
            if (table.getRules().get(i).getId().equals(rule)) {
                matched.set(i + 1);
            }
        }
    }
}
