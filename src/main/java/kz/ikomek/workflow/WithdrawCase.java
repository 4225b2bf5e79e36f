package kz.ikomek.workflow;

import java.util.Map;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import kz.ikomek.workflow.lifecycle.AppealProcess;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Ends a running case because the resident takes the appeal back. Whoever calls has checked the right to do so. */
@Component
public class WithdrawCase {

    private final RuntimeService runtime;
    private final EngineUsers users;

    WithdrawCase(RuntimeService runtime, EngineUsers users) {
        this.runtime = runtime;
        this.users = users;
    }

    /**
     * Withdraws.
     *
     * @throws Refusal naming the field {@code reason} when it is missing, when the case does not run any more, or
     *     with the code {@link kz.ikomek.appeals.CloseAppeal#STILL_DANGEROUS}
     */
    public void withdraw(AppealNumber number, String reason, Actor actor) {
        users.withoutRights(actor, () -> {
            try {
                runtime.correlateMessage(AppealProcess.WITHDRAWN, number.value(), Map.of("reason", reason));
            } catch (MismatchingMessageCorrelationException e) {
                throw new Refusal("appeals.step.not-now", null, number.display());
            }
            return number;
        });
    }
}
