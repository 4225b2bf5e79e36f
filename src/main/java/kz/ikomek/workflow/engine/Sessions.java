package kz.ikomek.workflow.engine;

import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;

/** What the engine opens for each command in place of its own. */
final class Sessions {

    private Sessions() {}

    /**
     * A factory of them.
     *
     * @param type under which the engine asks for it
     */
    static SessionFactory of(Class<?> type, Supplier<? extends Session> open) {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return type;
            }

            @Override
            public Session openSession() {
                return open.get();
            }
        };
    }
}
