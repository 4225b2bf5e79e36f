package kz.ikomek.workflow.engine;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import kz.ikomek.shared.Kept;
import kz.ikomek.shared.Revisions;
import kz.ikomek.shared.Revisions.Topic;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;

/**
 * Forces the groups whose tasks somebody reaches into every task query: list, count, filter, whatever the query itself
 * asks for. It stands in place of the engine's own join with the authorisations, which would repeat each task once for
 * every group that may read tasks of its process; what those say is read before, in one small look. Everything else
 * stays with the engine's grants.
 */
public class OwnTasksOnly extends AuthorizationManager {

    private static final long serialVersionUID = 1L;

    /** Neither a group nor a process can be called so; an empty list would be no restriction at all. */
    private static final List<String> NOTHING = List.of("none of these");

    private static final Set<Resource> BY_CASE = Set.of(
            Resources.TASK, Resources.PROCESS_INSTANCE, Resources.HISTORIC_TASK, Resources.HISTORIC_PROCESS_INSTANCE);

    private final transient Kept<Login, Grants> known;

    private OwnTasksOnly(Kept<Login, Grants> known) {
        this.known = known;
    }

    static SessionFactory factory(Revisions revisions) {
        var known = new Kept<Login, Grants>(revisions, Topic.RIGHTS);
        return Sessions.of(AuthorizationManager.class, () -> new OwnTasksOnly(known));
    }

    @Override
    public void configureTaskQuery(TaskQueryImpl query) {
        super.configureTaskQuery(query);
        query.getQueries().removeIf(Own.class::isInstance);
        Authentication login = Reach.login(getCommandContext());
        Set<String> groups = login == null ? null : Reach.found(login);
        if (login == null || groups == null) {
            return;
        }
        if (!asksForOwn(query, groups)) {
            query.getQueries().add(Own.ofGroups(groups));
        }
        Set<String> processes = grants(login).processes(ProcessDefinitionPermissions.READ_TASK);
        query.getAuthCheck().setAuthorizationCheckEnabled(false);
        if (!processes.contains(Authorization.ANY)) {
            query.getQueries().add(Own.ofProcesses(processes));
        }
    }

    /** All of them: to find out which of some forty occur in the grants costs a statement in every command. */
    @Override
    public List<String> filterAuthenticatedGroupIds(List<String> groups) {
        return groups == null ? List.of() : groups;
    }

    /** Nobody is granted a single task or case ({@link NoAuthorizationRows}), so that none is to be searched at its end. */
    @Override
    public void deleteAuthorizationsByResourceId(Resource resource, String id) {
        if (!BY_CASE.contains(resource)) {
            super.deleteAuthorizationsByResourceId(resource, id);
        }
    }

    /** As the shared filters do: one more part that says the same would join the candidates a second time. */
    private static boolean asksForOwn(TaskQueryImpl query, Set<String> groups) {
        List<String> asked = query.getCandidateUser() == null ? query.getCandidateGroups() : null;
        return asked != null && !asked.isEmpty() && groups.containsAll(asked);
    }

    private record Login(String userId, Set<String> groups) {}

    /** What is granted to this login. */
    Grants grants(Authentication login) {
        Collection<String> groups = Reach.groups(login);
        return known.of(
                new Login(login.getUserId(), Set.copyOf(groups)),
                () -> Grants.read(getCommandContext(), login, groups));
    }

    /** The engine joins the parts of a query by AND, and what stands in one part by OR: one condition each. */
    public static final class Own extends TaskQueryImpl {

        private static final long serialVersionUID = 1L;

        private Own() {}

        private static Own ofGroups(Set<String> groups) {
            var own = new Own();
            own.taskCandidateGroupIn(groups.isEmpty() ? NOTHING : List.copyOf(groups));
            own.includeAssignedTasks();
            return own;
        }

        private static Own ofProcesses(Set<String> keys) {
            var own = new Own();
            own.processDefinitionKeyIn((keys.isEmpty() ? NOTHING : List.copyOf(keys)).toArray(String[]::new));
            return own;
        }
    }
}
