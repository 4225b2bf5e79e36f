package kz.ikomek.workflow;

import java.util.Map;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.shared.Actor;
import kz.ikomek.workflow.lifecycle.AppealProcess;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Starts a closed appeal anew, with the same number. Whoever calls has checked the right to do so. */
@Component
public class ReopenCase {

    private final RuntimeService runtime;
    private final EngineUsers users;

    ReopenCase(RuntimeService runtime, EngineUsers users) {
        this.runtime = runtime;
        this.users = users;
    }

    /**
     * Reopens.
     *
     * @throws kz.ikomek.shared.Refusal naming the field {@code reason} when it is missing, or when the appeal is not
     *     closed or the window has passed
     */
    public void reopen(AppealNumber number, String reason, Actor actor) {
        users.withoutRights(
                actor,
                () -> runtime.startProcessInstanceByMessage(
                        AppealProcess.REOPENED,
                        number.value(),
                        Map.of("appealNumber", number.value(), "reason", reason)));
    }
}
