package kz.ikomek.workflow;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.NewAppeal;
import kz.ikomek.shared.Actor;
import kz.ikomek.workflow.lifecycle.AppealProcess;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes an appeal of any channel into the lifecycle, which registers it as its first step. */
@Component
public class StartAppeal {

    private final RuntimeService runtime;
    private final EngineUsers users;

    StartAppeal(RuntimeService runtime, EngineUsers users) {
        this.runtime = runtime;
        this.users = users;
    }

    /**
     * Starts the lifecycle.
     *
     * @return the number to read out
     * @throws kz.ikomek.shared.Refusal naming the field that is wrong; nothing is started then
     */
    public AppealNumber start(NewAppeal told, Actor actor) {
        Map<String, Object> typed = new HashMap<>();
        put(typed, "residentName", told.residentName());
        put(typed, "phone", told.phone());
        put(typed, "anonymous", told.anonymous());
        put(typed, "language", told.language().tag());
        put(typed, "channel", told.channel().name());
        put(typed, "category", told.category().value());
        put(typed, "district", Objects.toString(told.district(), null));
        put(typed, "address", told.address());
        put(typed, "text", told.text());
        put(typed, "danger", told.danger() ? true : null);
        put(typed, "answer", told.answer());
        return users.as(
                actor,
                () -> new AppealNumber(runtime.startProcessInstanceByKey(AppealProcess.KEY, AppealProcess.typed(typed))
                        .getBusinessKey()));
    }

    private static void put(Map<String, Object> typed, String name, @Nullable Object value) {
        if (value != null) {
            typed.put(name, value);
        }
    }
}
