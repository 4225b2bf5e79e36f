package kz.ikomek.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import javax.sql.DataSource;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.plugin.Intercepts;
import org.apache.ibatis.plugin.Invocation;
import org.apache.ibatis.plugin.Signature;
import org.apache.ibatis.scripting.defaults.DefaultParameterHandler;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.jspecify.annotations.Nullable;

/**
 * What it costs an engine to look for due timers when none is due.
 *
 * @param call milliseconds of the engine's own call, statement and network and all, the median
 * @param explained milliseconds that PostgreSQL says the same statement takes it, the median
 * @param buffers pages of 8 kB that it reads for it
 * @param reads how it comes to the jobs
 */
record AcquisitionPoll(double call, double explained, long buffers, String reads) {

    private static final int TIMES = 21;

    static AcquisitionPoll measure(ProcessEngineConfigurationImpl engine, DataSource data) {
        var sent = new Sent();
        engine.getSqlSessionFactory().getConfiguration().addInterceptor(sent);
        double[] call = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long before = System.nanoTime();
            look(engine);
            call[i] = (System.nanoTime() - before) / 1e6;
        }
        double[] explained = new double[TIMES];
        JsonNode plan = explain(sent, data);
        for (int i = 0; i < TIMES; i++) {
            plan = explain(sent, data);
            explained[i] = plan.path("Execution Time").asDouble();
        }
        var top = plan.path("Plan");
        return new AcquisitionPoll(
                median(call),
                median(explained),
                top.path("Shared Hit Blocks").asLong()
                        + top.path("Shared Read Blocks").asLong(),
                reads(top));
    }

    private static void look(ProcessEngineConfigurationImpl engine) {
        int most = engine.getJobExecutor().getMaxJobsPerAcquisition();
        engine.getCommandExecutorTxRequired()
                .execute(context -> context.getJobManager().findNextJobsToExecute(new Page(0, most)));
    }

    private static JsonNode explain(Sent sent, DataSource data) {
        var statement = Objects.requireNonNull(sent.statement, "the engine asked");
        var sql = statement.getBoundSql(sent.parameter);
        try (var connection = data.getConnection();
                var explain = connection.prepareStatement("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + sql.getSql())) {
            new DefaultParameterHandler(statement, sent.parameter, sql).setParameters(explain);
            try (var rows = explain.executeQuery()) {
                rows.next();
                return new ObjectMapper().readTree(rows.getString(1)).get(0);
            }
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first node of the plan, outside in and left to right, that reads a table. */
    private static String reads(JsonNode node) {
        if (node.has("Relation Name")) {
            String index = node.path("Index Name").asText();
            return index.isEmpty() ? node.path("Node Type").asText() : index;
        }
        String named = node.path("Index Name").asText();
        return named.isEmpty() ? reads(node.path("Plans").path(0)) : named;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** The statement that the engine sent last to look for jobs, with its parameters. */
    @Intercepts(
            @Signature(
                    type = Executor.class,
                    method = "query",
                    args = {MappedStatement.class, Object.class, RowBounds.class, ResultHandler.class}))
    static final class Sent implements Interceptor {

        private @Nullable MappedStatement statement;
        private @Nullable Object parameter;

        @Override
        public @Nullable Object intercept(Invocation invocation) throws Throwable {
            var asked = (MappedStatement) invocation.getArgs()[0];
            if (asked.getId().endsWith("selectNextJobsToExecute")) {
                statement = asked;
                parameter = invocation.getArgs()[1];
            }
            return invocation.proceed();
        }
    }
}
