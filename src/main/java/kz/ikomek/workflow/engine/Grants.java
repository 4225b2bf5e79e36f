package kz.ikomek.workflow.engine;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.springframework.dao.DataRetrievalFailureException;

/**
 * What the engine's authorisations give somebody of tasks and processes: their own, those of their groups and those of
 * everybody, read in one small statement. Denials there are none ({@link EngineSettings}).
 */
final class Grants {

    private static final String OF_LOGIN = "SELECT resource_type_, resource_id_, perms_ FROM act_ru_authorization"
            + " WHERE resource_type_ IN (?, ?, ?) AND type_ IN (?, ?) AND (user_id_ IN (?, ?) OR group_id_ = ANY (?))";

    private record Grant(int resource, String id, int permissions) {

        boolean has(Permission permission) {
            return (permissions & permission.getValue()) == permission.getValue();
        }
    }

    private final List<Grant> all;

    private Grants(List<Grant> all) {
        this.all = all;
    }

    static Grants read(CommandContext context, Authentication login, Collection<String> groups) {
        var connection = context.getDbSqlSession().getSqlSession().getConnection();
        try (PreparedStatement statement = connection.prepareStatement(OF_LOGIN)) {
            statement.setInt(1, Resources.PROCESS_DEFINITION.resourceType());
            statement.setInt(2, Resources.TASK.resourceType());
            statement.setInt(3, Resources.PROCESS_INSTANCE.resourceType());
            statement.setInt(4, Authorization.AUTH_TYPE_GLOBAL);
            statement.setInt(5, Authorization.AUTH_TYPE_GRANT);
            statement.setString(6, Authorization.ANY);
            statement.setString(7, login.getUserId());
            statement.setArray(8, connection.createArrayOf("varchar", groups.toArray()));
            List<Grant> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new Grant(row.getInt(1), row.getString(2), row.getInt(3)));
                }
            }
            return new Grants(found);
        } catch (SQLException e) {
            throw new DataRetrievalFailureException("the grants cannot be read", e);
        }
    }

    /** Keys of the processes for which it is granted; {@link Authorization#ANY} for all. */
    Set<String> processes(Permission permission) {
        return all.stream()
                .filter(grant ->
                        grant.resource() == Resources.PROCESS_DEFINITION.resourceType() && grant.has(permission))
                .map(Grant::id)
                .collect(Collectors.toSet());
    }

    /** Whether it is granted for a task, by way of the task itself or of its process. */
    boolean ofTask(String taskId, Permission onTask, String processKey, Permission onProcess) {
        return has(Resources.TASK, onTask, taskId) || has(Resources.PROCESS_DEFINITION, onProcess, processKey);
    }

    /** Whether cases of this process may be started. */
    boolean ofStart(String processKey) {
        return has(Resources.PROCESS_INSTANCE, Permissions.CREATE, Authorization.ANY)
                && has(Resources.PROCESS_DEFINITION, Permissions.CREATE_INSTANCE, processKey);
    }

    private boolean has(Resources resource, Permission permission, String id) {
        return all.stream()
                .anyMatch(grant ->
                        grant.resource() == resource.resourceType() && grant.has(permission) && isFor(grant, id));
    }

    private static boolean isFor(Grant grant, String id) {
        return grant.id().equals(Authorization.ANY) || grant.id().equals(id);
    }
}
