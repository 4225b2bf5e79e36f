package kz.ikomek.workflow.engine;

import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.EntityTypes;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.oplog.UserOperationLogContext;
import org.camunda.bpm.engine.impl.oplog.UserOperationLogContextEntry;
import org.camunda.bpm.engine.impl.persistence.entity.UserOperationLogManager;

/**
 * The engine's user operation log, held to what administrators and process owners do to the system. What staff do to a
 * case (start, claim, complete, what a form carries) stands in the appeal's own journal and is not written a second time.
 */
public class AdministratorsLog extends UserOperationLogManager {

    /** Kinds of things whose every change by a person is written. */
    static final Set<String> WRITTEN = Set.of(
            EntityTypes.DEPLOYMENT,
            EntityTypes.USER,
            EntityTypes.GROUP,
            EntityTypes.GROUP_MEMBERSHIP,
            EntityTypes.TENANT,
            EntityTypes.TENANT_MEMBERSHIP,
            EntityTypes.AUTHORIZATION,
            EntityTypes.FILTER,
            EntityTypes.PROPERTY,
            EntityTypes.PROCESS_DEFINITION,
            EntityTypes.DECISION_DEFINITION,
            EntityTypes.PROCESS_INSTANCE,
            EntityTypes.HISTORIC_PROCESS_INSTANCE,
            EntityTypes.JOB,
            EntityTypes.JOB_DEFINITION,
            EntityTypes.INCIDENT,
            EntityTypes.BATCH,
            EntityTypes.VARIABLE,
            EntityTypes.TASK,
            EntityTypes.OPERATION_LOG);

    /** What staff do to a case all day. */
    static final Map<String, Set<String>> IN_THE_JOURNAL = Map.of(
            EntityTypes.PROCESS_INSTANCE, Set.of(UserOperationLogEntry.OPERATION_TYPE_CREATE),
            EntityTypes.TASK,
                    Set.of(UserOperationLogEntry.OPERATION_TYPE_CLAIM, UserOperationLogEntry.OPERATION_TYPE_COMPLETE));

    AdministratorsLog() {}

    static SessionFactory factory() {
        return Sessions.of(UserOperationLogManager.class, AdministratorsLog::new);
    }

    @Override
    protected void fireUserOperationLog(UserOperationLogContext context) {
        context.getEntries().removeIf(entry -> !isWritten(entry));
        if (!context.getEntries().isEmpty()) {
            super.fireUserOperationLog(context);
        }
    }

    private static boolean isWritten(UserOperationLogContextEntry entry) {
        return WRITTEN.contains(entry.getEntityType())
                && !IN_THE_JOURNAL.getOrDefault(entry.getEntityType(), Set.of()).contains(entry.getOperationType());
    }
}
