package kz.ikomek.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Statements;
import kz.ikomek.workflow.Centre;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbEntityOperation;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperationType;
import org.camunda.bpm.engine.impl.persistence.entity.GroupEntity;
import org.camunda.bpm.engine.impl.persistence.entity.PropertyEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What ends together is deleted together, and whoever comes second finds out as ever. */
@IntegrationTest
class WholeBatchesTest {

    @Autowired
    Centre centre;

    @Autowired
    RuntimeService runtime;

    @Autowired
    IdentityService identity;

    @Autowired
    ProcessEngineConfigurationImpl engine;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Statements statements;

    @Test
    void oneStatementForEachKind() {
        String instance = instance();
        List<String> deletes = statements.during(() -> runtime.deleteProcessInstance(instance, "test")).stream()
                .flatMap(trip -> Stream.of(trip.split("; ")))
                .filter(statement -> statement.startsWith("DELETE FROM act_ru_"))
                .toList();
        assertThat(deletes).hasSize(2);
        assertThat(left("act_ru_execution", instance) + left("act_ru_variable", instance))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"act_ru_execution", "act_ru_variable"})
    void whoeverComesSecondIsTold(String table) {
        String instance = instance();
        long before = left(table, instance);
        var atOnce = new TransactionTemplate(transactions);
        atOnce.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        assertThatThrownBy(() -> engine.getCommandExecutorTxRequired().execute(command -> {
                    runtime.deleteProcessInstance(instance, "test");
                    atOnce.executeWithoutResult(status -> jdbc.sql("UPDATE " + table
                                    + " SET rev_ = rev_ + 1 WHERE id_ = (SELECT max(id_) FROM " + table
                                    + " WHERE " + instanceIn(table) + " = ?)")
                            .param(instance)
                            .update());
                    return true;
                }))
                .isInstanceOf(OptimisticLockingException.class);
        assertThat(left(table, instance)).isEqualTo(before);
    }

    /** As a step that is made often: all that it writes in one trip. */
    @ParameterizedTest
    @ValueSource(strings = {"act_ru_execution", "act_ru_variable", "act_ru_task", "act_ru_job"})
    void whoeverComesSecondIsToldWhenAllGoesOutTogether(String table) {
        String together = statements
                .during(() -> {
                    for (int i = 0; i < 60; i++) {
                        runtime.deleteProcessInstance(instance(), "test");
                    }
                })
                .stream()
                .reduce((first, last) -> last)
                .orElseThrow();
        assertThat(together).contains("DELETE FROM act_ru_execution", "; DELETE FROM act_ru_variable");
        whoeverComesSecondIsTold(table);
    }

    /** Whoever adds something to a case that ends at that moment keeps it from ending, and nothing is left without its case. */
    @Test
    void whatIsAddedKeepsACaseFromEnding() {
        String instance = instance();
        long before = left("act_ru_execution", instance);
        var atOnce = new TransactionTemplate(transactions);
        atOnce.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        assertThatThrownBy(() -> engine.getCommandExecutorTxRequired().execute(command -> {
                    runtime.deleteProcessInstance(instance, "test");
                    atOnce.executeWithoutResult(status -> jdbc.sql("INSERT INTO act_ru_variable"
                                    + " (id_, rev_, type_, name_, execution_id_, proc_inst_id_)"
                                    + " VALUES (gen_random_uuid()::text, 1, 'string', 'late', ?, ?)")
                            .params(instance, instance)
                            .update());
                    return true;
                }))
                .isInstanceOf(OptimisticLockingException.class);
        assertThat(left("act_ru_execution", instance)).isEqualTo(before);
        jdbc.sql("DELETE FROM act_ru_variable WHERE proc_inst_id_ = ? AND name_ = 'late'")
                .param(instance)
                .update();
    }

    /** As two nodes that start at once on a new database do: look, wait for the other, look again. */
    @Test
    void whatTheMappingWantsReadAnewIsReadAnew() {
        String name = "test." + UUID.randomUUID();
        var atOnce = new TransactionTemplate(transactions);
        atOnce.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        engine.getCommandExecutorTxRequired().execute(command -> {
            assertThat(command.getPropertyManager().findPropertyById(name)).isNull();
            atOnce.executeWithoutResult(
                    status -> jdbc.sql("INSERT INTO act_ge_property (name_, value_, rev_) VALUES (?, 'other node', 1)")
                            .param(name)
                            .update());
            assertThat(command.getPropertyManager().findPropertyById(name))
                    .extracting(PropertyEntity::getValue)
                    .isEqualTo("other node");
            return true;
        });
        jdbc.sql("DELETE FROM act_ge_property WHERE name_ = ?").param(name).update();
    }

    /** Tried again it would fail for ever, and nobody would be told. */
    @Test
    void whatIsReferredToForGoodIsNoConflict() {
        String id = "group" + UUID.randomUUID().toString().substring(0, 8);
        identity.saveGroup(identity.newGroup(id));
        identity.createMembership("operator", id);
        assertThatThrownBy(() -> engine.getCommandExecutorTxRequired().execute(command -> {
                    command.getDbEntityManager()
                            .delete(command.getDbEntityManager().selectById(GroupEntity.class, id));
                    return true;
                }))
                .isInstanceOf(ProcessEngineException.class)
                .isNotInstanceOf(OptimisticLockingException.class)
                .hasStackTraceContaining("act_fk_memb_group");
        identity.deleteGroup(id);
        assertThat(identity.createGroupQuery().groupId(id).count()).isZero();
    }

    /** What MyBatis keeps of a command's own readings is forgotten when the command writes, though MyBatis does not write it. */
    @Test
    void whatIsCountedAfterTheCommandHasWrittenIsCountedAnew() {
        String id = "group" + UUID.randomUUID().toString().substring(0, 8);
        engine.getCommandExecutorTxRequired().execute(command -> {
            assertThat(identity.createGroupQuery().groupId(id).count()).isZero();
            var insert = new DbEntityOperation();
            insert.setOperationType(DbOperationType.INSERT);
            insert.setEntity(new GroupEntity(id));
            insert.setEntityType(GroupEntity.class);
            assertThat(command.getDbSqlSession()
                            .executeDbOperations(List.of(insert))
                            .hasFailures())
                    .isFalse();
            assertThat(identity.createGroupQuery().groupId(id).count()).isOne();
            return true;
        });
        identity.deleteGroup(id);
    }

    /** In the engine's words, not as MyBatis or the driver say it: who calls the engine knows no other. */
    @Test
    void whatTheDatabaseRefusesToReadIsAnErrorOfTheEngine() {
        assertThatThrownBy(() -> engine.getCommandExecutorTxRequired().execute(command -> {
                    assertThatThrownBy(() -> jdbc.sql("SELECT 1 / 0")
                                    .query(Integer.class)
                                    .single())
                            .hasMessageContaining("division by zero");
                    return command.getDbEntityManager().selectById(GroupEntity.class, "operators");
                }))
                .isInstanceOf(ProcessEngineException.class)
                .hasStackTraceContaining("current transaction is aborted");
    }

    private String instance() {
        centre.itIs("2026-11-16T10:00");
        AppealNumber number = centre.registered("street-lighting");
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number.value())
                .singleResult()
                .getId();
    }

    private long left(String table, String instance) {
        return jdbc.sql("SELECT count(*) FROM " + table + " WHERE " + instanceIn(table) + " = ?")
                .param(instance)
                .query(Long.class)
                .single();
    }

    private static String instanceIn(String table) {
        return table.equals("act_ru_job") ? "process_instance_id_" : "proc_inst_id_";
    }
}
