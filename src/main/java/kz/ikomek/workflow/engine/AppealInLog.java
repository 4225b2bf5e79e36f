package kz.ikomek.workflow.engine;

import kz.ikomek.shared.LoggedAppeal;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.delegate.DefaultDelegateInterceptor;
import org.camunda.bpm.engine.impl.delegate.DelegateInvocation;

/**
 * Whatever a model calls of ours, at a person's step, by a timer or on the way between, is logged with the number of the
 * appeal, which is the business key of its process.
 */
final class AppealInLog extends DefaultDelegateInterceptor {

    @Override
    public void handleInvocation(DelegateInvocation invocation) throws Exception {
        String number = invocation.getContextExecution() instanceof DelegateExecution execution
                ? execution.getProcessBusinessKey()
                : null;
        try (var working = LoggedAppeal.of(number)) {
            super.handleInvocation(invocation);
        }
    }
}
