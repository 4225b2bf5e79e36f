package kz.ikomek.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.workflow.Centre;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.ListQueryParameterObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is read by the short way is what MyBatis would have read. */
@IntegrationTest
class PlainSqlTest {

    @Autowired
    Centre centre;

    @Autowired
    ProcessEngineConfigurationImpl engine;

    @Autowired
    JdbcClient jdbc;

    private String number = "";

    @BeforeEach
    void aCaseAtAnAgency() {
        centre.itIs("2026-11-16T10:00");
        AppealNumber registered = centre.registered("street-lighting");
        centre.routes(registered, "street-lighting");
        number = registered.value();
    }

    @ParameterizedTest
    @CsvSource({
        "selectTask, t.id_",
        "selectTasksByExecutionId, t.execution_id_",
        "selectTasksByProcessInstanceId, t.proc_inst_id_",
        "selectExecution, t.execution_id_",
        "selectExecutionsByProcessInstanceId, t.proc_inst_id_",
        "selectIdentityLinksByTask, t.id_",
        "selectEventSubscriptionsByProcessInstanceId, t.proc_inst_id_",
        "selectProcessDefinition, t.proc_def_id_",
        "selectVariablesByProcessInstanceId, t.proc_inst_id_",
        "ikomekVariablesOfCase, t.proc_inst_id_",
    })
    void aRowIsTheSameObject(String statement, String column) throws Exception {
        String by = jdbc.sql(
                        "SELECT " + column
                                + " FROM act_ru_task t JOIN act_ru_execution e ON e.id_ = t.proc_inst_id_ WHERE e.business_key_ = ? LIMIT 1")
                .param(number)
                .query(String.class)
                .single();
        assertSame(statement, by);
    }

    /** Its constructor is not for everybody. */
    @Test
    void aFilterIsTheSameToo() throws Exception {
        assertSame(
                "selectFilter_postgres",
                jdbc.sql("SELECT min(id_) FROM act_ru_filter")
                        .query(String.class)
                        .single());
    }

    private void assertSame(String statement, String by) throws Exception {
        try (SqlSession session = engine.getSqlSessionFactory().openSession()) {
            Configuration mapping = session.getConfiguration();
            Object parameter = mapping.getMappedStatement(statement).getBoundSql(by).getParameterMappings().stream()
                            .anyMatch(one -> one.getProperty().equals("parameter"))
                    ? new ListQueryParameterObject(by, 0, Integer.MAX_VALUE)
                    : by;
            List<Object> theirs = session.selectList(statement, parameter);
            List<Object> ours = new PlainSql(mapping).select(session.getConnection(), statement, parameter);
            assertThat(theirs).isNotEmpty();
            assertThat(ours).usingRecursiveFieldByFieldElementComparator().isEqualTo(theirs);
        }
    }

    /** A job is one of several classes, by its type; a count is no object. */
    @Test
    void whatIsMoreIsLeftToMyBatis() throws Exception {
        try (SqlSession session = engine.getSqlSessionFactory().openSession()) {
            var plain = new PlainSql(session.getConfiguration());
            Connection connection = session.getConnection();
            assertThat(plain.select(
                            connection,
                            "selectJobsByProcessInstanceId",
                            new ListQueryParameterObject("none", 0, Integer.MAX_VALUE)))
                    .isNull();
            assertThat(plain.select(connection, "selectTableCount", Map.of("tableName", "act_ru_task")))
                    .isNull();
        }
    }
}
