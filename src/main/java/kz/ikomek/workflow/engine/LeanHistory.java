package kz.ikomek.workflow.engine;

import java.util.Set;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.jspecify.annotations.Nullable;

/**
 * Writes only which process instances ran, which incidents happened, and what {@link AdministratorsLog} lets through; the
 * journal is the record of a case.
 */
final class LeanHistory implements HistoryLevel {

    private static final Set<HistoryEventTypes> WRITTEN = Set.of(
            HistoryEventTypes.PROCESS_INSTANCE_START,
            HistoryEventTypes.PROCESS_INSTANCE_END,
            HistoryEventTypes.PROCESS_INSTANCE_MIGRATE,
            HistoryEventTypes.INCIDENT_CREATE,
            HistoryEventTypes.INCIDENT_DELETE,
            HistoryEventTypes.INCIDENT_RESOLVE,
            HistoryEventTypes.USER_OPERATION_LOG);

    @Override
    public int getId() {
        return 109;
    }

    @Override
    public String getName() {
        return "ikomek";
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType eventType, @Nullable Object entity) {
        return eventType instanceof HistoryEventTypes type && WRITTEN.contains(type);
    }
}
