package kz.ikomek.workflow.engine;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;

/**
 * Forces the groups whose tasks somebody reaches into every task query: list, count, filter, whatever the query itself
 * asks for. Everything else stays with the engine's grants.
 */
public class OwnTasksOnly extends AuthorizationManager {

    private static final long serialVersionUID = 1L;

    OwnTasksOnly() {}

    static SessionFactory factory() {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return AuthorizationManager.class;
            }

            @Override
            public Session openSession() {
                return new OwnTasksOnly();
            }
        };
    }

    @Override
    public void configureTaskQuery(TaskQueryImpl query) {
        super.configureTaskQuery(query);
        query.getQueries().removeIf(Own.class::isInstance);
        Authentication login = Reach.login(getCommandContext());
        Set<String> groups = login == null ? null : Reach.found(login);
        if (groups != null) {
            query.getQueries().add(new Own(groups));
        }
    }

    /** The engine joins the parts of a query by AND; this is one more part. */
    public static final class Own extends TaskQueryImpl {

        private static final long serialVersionUID = 1L;

        Own(Set<String> groups) {
            // an empty list would be no restriction at all
            taskCandidateGroupIn(groups.isEmpty() ? List.of("") : List.copyOf(groups));
            includeAssignedTasks();
        }
    }
}
