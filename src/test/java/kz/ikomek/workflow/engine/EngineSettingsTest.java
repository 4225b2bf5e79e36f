package kz.ikomek.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.workflow.Centre;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.scripting.defaults.DefaultParameterHandler;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.Direction;
import org.camunda.bpm.engine.impl.JobQueryProperty;
import org.camunda.bpm.engine.impl.QueryOrderingProperty;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.ListQueryParameterObject;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The engine's settings, and what PostgreSQL makes of them; the reasons stand in docs/adr. */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class EngineSettingsTest {

    @Autowired
    ProcessEngineConfigurationImpl engine;

    @Autowired
    ManagementService management;

    @Autowired
    TaskService tasks;

    @Autowired
    IdentityService identity;

    /** Tests run due timers themselves; what the job executor of the product gets stands here. */
    @Autowired
    CamundaBpmProperties camunda;

    @Autowired
    DataSource data;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MeterRegistry meters;

    @Autowired
    Environment settings;

    @Autowired
    Centre centre;

    @BeforeEach
    void aQuietMonday() {
        centre.itIs("2026-11-16T10:00");
    }

    @Test
    void anIdleNodeLooksForTimersFourTimesASecond() {
        var jobs = camunda.getJobExecution();
        assertThat(jobs.getWaitTimeInMillis()).isEqualTo(250);
        assertThat(jobs.getMaxWait()).isEqualTo(250L).isGreaterThanOrEqualTo(jobs.getWaitTimeInMillis());
        assertThat(jobs.getMaxJobsPerAcquisition()).isEqualTo(64);
        assertThat(jobs.getBackoffTimeInMillis()).isEqualTo(25);
        assertThat(jobs.getMaxBackoff()).isEqualTo(500L);
        assertThat(jobs.getLockTimeInMillis()).isEqualTo(30_000);
        assertThat(engine.isJobExecutorAcquireByDueDate()).isTrue();
        assertThat(engine.isEnsureJobDueDateNotNull()).isTrue();
        assertThat(engine.getFailedJobRetryTimeCycle()).isEqualTo("PT10S,PT1M,PT5M,PT30M");
    }

    @Test
    void thePoolIsLargerThanAllWhoNeedAConnection() throws SQLException {
        var threads = camunda.getJobExecution();
        assertThat(threads.getCorePoolSize()).isEqualTo(8);
        assertThat(threads.getMaxPoolSize()).isEqualTo(8);
        assertThat(threads.getQueueCapacity()).isEqualTo(128);
        int web = settings.getRequiredProperty("ikomek.limits.at-once", Integer.class);
        int acquisitionAndMail = 2;
        assertThat(pool().getMaximumPoolSize()).isGreaterThan(threads.getMaxPoolSize() + web + acquisitionAndMail);
    }

    @Test
    void idsAreUuids() {
        assertThat(engine.getIdGenerator()).isInstanceOf(StrongUuidGenerator.class);
        var number = centre.registered("street-lighting");
        String id = jdbc.sql("SELECT id_ FROM act_ru_execution WHERE business_key_ = ?")
                .param(number.value())
                .query(String.class)
                .single();
        assertThat(UUID.fromString(id)).hasToString(id);
    }

    @Test
    void transactionsReadWhatIsCommitted() throws SQLException {
        assertThat(pool().getTransactionIsolation()).isEqualTo("TRANSACTION_READ_COMMITTED");
        try (var connection = data.getConnection()) {
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    @Test
    void whatTheEngineNeedNotDoIsOff() {
        assertThat(engine.isMetricsEnabled()).isFalse();
        assertThat(engine.isTaskMetricsEnabled()).isFalse();
        assertThat(engine.isCmmnEnabled()).isFalse();
        assertThat(engine.isStandaloneTasksEnabled()).isFalse();
        assertThat(engine.isJavaSerializationFormatEnabled()).isFalse();
        assertThat(engine.isDeserializationTypeValidationEnabled()).isTrue();
        assertThat(engine.isEnableExpressionsInAdhocQueries()).isFalse();
        assertThat(engine.getDatabaseSchemaUpdate()).isEqualTo("false");
        assertThat(engine.isAuthorizationEnabled()).isTrue();
        assertThat(engine.isAuthorizationEnabledForCustomCode()).isFalse();
    }

    @Test
    void aQueryOfStaffHasAnEnd() {
        assertThat(engine.getQueryMaxResultsLimit()).isBetween(1, 2_000);
        identity.setAuthentication("inspector", List.of("inspectors"));
        try {
            assertThatThrownBy(() -> tasks.createTaskQuery().list())
                    .isInstanceOf(BadUserRequestException.class)
                    .hasMessageContaining("unbound");
            assertThatThrownBy(() -> tasks.createTaskQuery().listPage(0, engine.getQueryMaxResultsLimit() + 1))
                    .isInstanceOf(BadUserRequestException.class);
        } finally {
            identity.clearAuthentication();
        }
    }

    @Test
    void aCaseLeavesOneRowOfHistoryAndNoAuthorisations() {
        long before = count("SELECT count(*) FROM act_ru_authorization");
        assertThat(engine.getHistoryLevel().getName()).isEqualTo("ikomek");
        assertThat(engine.getHistoryRemovalTimeStrategy()).isEqualTo("start");

        var number = centre.registered("street-lighting");
        String process = jdbc.sql("SELECT proc_inst_id_ FROM act_ru_execution WHERE business_key_ = ?")
                .param(number.value())
                .query(String.class)
                .single();
        assertThat(count("SELECT count(*) FROM act_hi_procinst WHERE removal_time_ IS NOT NULL AND id_ = ?", process))
                .as("removal time set at the start")
                .isEqualTo(1);
        centre.routes(number, "street-lighting");
        centre.solves("street-lighting", number);
        centre.does("controller", number, "control", Map.of("decision", "CONFIRMED"));

        assertThat(count("SELECT count(*) FROM act_ru_authorization")).isEqualTo(before);
        assertThat(count("SELECT count(*) FROM act_ru_authorization WHERE resource_type_ = 7 AND resource_id_ <> '*'"))
                .as("rows for single tasks")
                .isZero();
        for (String table : List.of("actinst", "taskinst", "varinst", "detail", "comment", "attachment")) {
            assertThat(count("SELECT count(*) FROM act_hi_" + table + " WHERE proc_inst_id_ = ?", process))
                    .as(table)
                    .isZero();
        }
        assertThat(count("SELECT count(*) FROM act_hi_identitylink")).isZero();
        assertThat(count("SELECT count(*) FROM act_hi_job_log")).isZero();
        assertThat(count("SELECT count(*) FROM act_hi_op_log WHERE proc_inst_id_ = ?", process))
                .isZero();
        assertThat(count("SELECT count(*) FROM act_hi_procinst WHERE end_time_ IS NOT NULL AND id_ = ?", process))
                .isEqualTo(1);
        for (String table : List.of("execution", "task", "variable", "job", "event_subscr", "incident")) {
            String column = table.equals("job") ? "process_instance_id_" : "proc_inst_id_";
            assertThat(count("SELECT count(*) FROM act_ru_" + table + " WHERE " + column + " = ?", process))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void aTimerThatIsGivenUpRaisesAnAlarm(CapturedOutput output) {
        var number = centre.registered("street-lighting");
        var timer = management
                .createJobQuery()
                .processInstanceId(jdbc.sql("SELECT proc_inst_id_ FROM act_ru_execution WHERE business_key_ = ?")
                        .param(number.value())
                        .query(String.class)
                        .single())
                .singleResult();
        double before = meters.counter("ikomek.incidents").count();

        management.setJobRetries(timer.getId(), 0);
        assertThat(meters.counter("ikomek.incidents").count()).isEqualTo(before + 1);
        assertThat(output).contains("ERROR").contains("Job " + timer.getId() + " of step watch is given up");
        assertThat(count("SELECT count(*) FROM act_ru_incident WHERE configuration_ = ?", timer.getId()))
                .isEqualTo(1);
        management.setJobRetries(timer.getId(), 3);
        assertThat(count("SELECT count(*) FROM act_ru_incident WHERE configuration_ = ?", timer.getId()))
                .isZero();
    }

    @Test
    void findingDueTimersReadsTheIndexHoweverManyWait() throws SQLException {
        try (var connection = data.getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("""
                        INSERT INTO act_ru_job (id_, rev_, type_, retries_, duedate_, exclusive_, suspension_state_,
                            handler_type_, priority_, process_instance_id_, create_time_)
                        SELECT 'waiting-' || i, 1, 'timer', 3, timestamp '2027-01-01' + i * interval '1 second', true, 1,
                            'timer-intermediate-transition', 0, 'case-' || i, timestamp '2026-11-01'
                          FROM generate_series(1, 100000) i""");
                statement.execute("ANALYZE act_ru_job");
                String plan = explain(connection);
                assertThat(plan).contains("ikomek_job_duedate").doesNotContain("Seq Scan on act_ru_job res ");
                assertThat(plan).as("the engine's own statement").contains("retries_ > 0", "suspension_state_ = 1");
                double milliseconds = Double.parseDouble(plan.replaceAll("(?s).*Execution Time: ([0-9.]+) ms.*", "$1"));
                assertThat(milliseconds).as(plan).isLessThan(100);
            } finally {
                connection.rollback();
            }
        }
        jdbc.sql("ANALYZE act_ru_job").update();
    }

    /** Asks PostgreSQL about the acquisition statement as the engine itself builds it. */
    private String explain(Connection connection) throws SQLException {
        var ibatis = engine.getSqlSessionFactory().getConfiguration();
        var statement = ibatis.getMappedStatement("selectNextJobsToExecute");
        Map<String, Object> asked = new HashMap<>();
        asked.put("now", ClockUtil.getCurrentTime());
        asked.put("alwaysSetDueDate", engine.isEnsureJobDueDateNotNull());
        asked.put("deploymentAware", engine.isJobExecutorDeploymentAware());
        asked.put("jobPriorityMin", null);
        asked.put("jobPriorityMax", null);
        asked.put("historyCleanupEnabled", engine.isHistoryCleanupEnabled());
        asked.put(
                "orderingProperties",
                List.of(new QueryOrderingProperty(JobQueryProperty.DUEDATE, Direction.ASCENDING)));
        asked.put("applyOrdering", true);
        asked.put("applyExclusiveOverProcessHierarchies", engine.isJobExecutorAcquireExclusiveOverProcessHierarchies());
        var parameter =
                new ListQueryParameterObject(asked, 0, engine.getJobExecutor().getMaxJobsPerAcquisition());
        BoundSql sql = statement.getBoundSql(parameter);
        try (var explain = connection.prepareStatement("EXPLAIN (ANALYZE, BUFFERS) " + sql.getSql())) {
            new DefaultParameterHandler(statement, parameter, sql).setParameters(explain);
            var plan = new StringBuilder();
            try (var rows = explain.executeQuery()) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }

    private long count(String sql, Object... parameters) {
        return jdbc.sql(sql).params(List.of(parameters)).query(Long.class).single();
    }

    private HikariDataSource pool() throws SQLException {
        return data.unwrap(HikariDataSource.class);
    }
}
