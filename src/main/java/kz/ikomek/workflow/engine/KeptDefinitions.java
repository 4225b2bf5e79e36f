package kz.ikomek.workflow.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kz.ikomek.shared.Kept;
import kz.ikomek.shared.Revisions;
import kz.ikomek.shared.Revisions.Topic;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionEntity;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionManager;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;
import org.jspecify.annotations.Nullable;

/**
 * Which version of a process or decision table is the latest, and the row of each version: the engine asks the database in
 * every command, we ask it after a deployment. Who deploys asks the database as ever, because what he sees is not yet
 * everybody's.
 */
final class KeptDefinitions {

    private KeptDefinitions() {}

    static List<SessionFactory> factories(Revisions revisions) {
        var processes = new Rows<ProcessDefinitionEntity>(revisions);
        var tables = new Rows<DecisionDefinitionEntity>(revisions);
        return List.of(
                Sessions.of(ProcessDefinitionManager.class, () -> new Processes(processes)),
                Sessions.of(DecisionDefinitionManager.class, () -> new Tables(tables)));
    }

    private static final class Rows<T> {

        private final Kept<String, Optional<T>> latest;
        private final Kept<String, Optional<T>> byId;

        Rows(Revisions revisions) {
            latest = new Kept<>(revisions, Topic.DEFINITIONS);
            byId = new Kept<>(revisions, Topic.DEFINITIONS);
        }

        @Nullable
        T latest(String key, Supplier<@Nullable T> read) {
            return of(latest, key, read);
        }

        @Nullable
        T byId(String id, Supplier<@Nullable T> read) {
            return of(byId, id, read);
        }

        private @Nullable T of(Kept<String, Optional<T>> kept, String name, Supplier<@Nullable T> read) {
            return deploys()
                    ? read.get()
                    : kept.of(name, () -> Optional.ofNullable(read.get())).orElse(null);
        }

        private static boolean deploys() {
            return !Context.getCommandContext()
                    .getDbEntityManager()
                    .getCachedEntitiesByType(DeploymentEntity.class)
                    .isEmpty();
        }
    }

    /** The engine's look for processes. */
    public static final class Processes extends ProcessDefinitionManager {

        private final Rows<ProcessDefinitionEntity> rows;

        private Processes(Rows<ProcessDefinitionEntity> rows) {
            this.rows = rows;
        }

        @Override
        public @Nullable ProcessDefinitionEntity findLatestProcessDefinitionByKey(String key) {
            return rows.latest(key, () -> super.findLatestProcessDefinitionByKey(key));
        }

        @Override
        public @Nullable ProcessDefinitionEntity getCachedResourceDefinitionEntity(String id) {
            var own = super.getCachedResourceDefinitionEntity(id);
            return own != null ? own : rows.byId(id, () -> findLatestProcessDefinitionById(id));
        }
    }

    /** The engine's look for decision tables. */
    public static final class Tables extends DecisionDefinitionManager {

        private final Rows<DecisionDefinitionEntity> rows;

        private Tables(Rows<DecisionDefinitionEntity> rows) {
            this.rows = rows;
        }

        @Override
        public @Nullable DecisionDefinitionEntity findLatestDecisionDefinitionByKey(String key) {
            return rows.latest(key, () -> super.findLatestDecisionDefinitionByKey(key));
        }

        @Override
        public @Nullable DecisionDefinitionEntity findLatestDecisionDefinitionByKeyAndTenantId(
                String key, @Nullable String tenant) {
            return tenant == null
                    ? rows.latest(key, () -> super.findLatestDecisionDefinitionByKeyAndTenantId(key, null))
                    : super.findLatestDecisionDefinitionByKeyAndTenantId(key, tenant);
        }

        @Override
        public @Nullable DecisionDefinitionEntity getCachedResourceDefinitionEntity(String id) {
            var own = super.getCachedResourceDefinitionEntity(id);
            return own != null ? own : rows.byId(id, () -> findDecisionDefinitionById(id));
        }
    }
}
