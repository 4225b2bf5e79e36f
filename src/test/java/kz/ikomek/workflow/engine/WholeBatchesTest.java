package kz.ikomek.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Statements;
import kz.ikomek.workflow.Centre;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
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
                                    + " WHERE proc_inst_id_ = ?)")
                            .param(instance)
                            .update());
                    return true;
                }))
                .isInstanceOf(OptimisticLockingException.class);
        assertThat(left(table, instance)).isEqualTo(before);
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
        return jdbc.sql("SELECT count(*) FROM " + table + " WHERE proc_inst_id_ = ?")
                .param(instance)
                .query(Long.class)
                .single();
    }
}
