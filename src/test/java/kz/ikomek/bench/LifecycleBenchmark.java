package kz.ikomek.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import kz.ikomek.workflow.StaffTasks;
import kz.ikomek.workflow.StartAppeal;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

/**
 * Takes cases from the call to their end: ours with everything that it does, Camunda 7.24 and Flowable 7 as they come, in
 * turns on one server; no part of the test run. Started by
 *
 * <pre>./mvnw -Pbench verify</pre>
 *
 * What it measures and how to read it stands in docs/commands.md. It fails when a case did not come to its end, not when
 * a goal is missed: that the table says.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "logging.exception-conversion-word=%wEx{short}")
@ContextConfiguration(initializers = Surroundings.class)
class LifecycleBenchmark {

    private static final int CASES = Integer.getInteger("bench.cases", 200);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final int HANDS = Integer.getInteger("bench.hands", 4);
    private static final int WARM = Integer.getInteger("bench.warm", 200);
    /** To look at ours with a profiler. */
    private static final boolean ALONE = Boolean.getBoolean("bench.alone");

    /** The compiler's part of the time in a turn below which measuring begins. */
    private static final double SETTLED = 0.1;

    private static final int MOST_WARM = Integer.getInteger("bench.warmTurns", 30);

    private static final int ENQUIRIES = 100;

    @Autowired
    Server server;

    @Autowired
    StartAppeal start;

    @Autowired
    StaffTasks tasks;

    @Autowired
    ProcessEngine engine;

    @Autowired
    JdbcClient jdbc;

    @Test
    void ofTheProductOfCamundaAndOfFlowableInTurns() throws IOException {
        Server.requireDurability(jdbc);
        jdbc.sql("CREATE EXTENSION pg_stat_statements").update();
        List.of(CamundaLifecycle.DATABASE, FlowableLifecycle.DATABASE)
                .forEach(name -> jdbc.sql("CREATE DATABASE " + name).update());
        try (var camunda = new CamundaLifecycle(server.url(CamundaLifecycle.DATABASE));
                var flowable = new FlowableLifecycle(server.url(FlowableLifecycle.DATABASE))) {
            var product = new ProductLifecycle(start, tasks, engine, jdbc);
            List<Lifecycle> all = Stream.of(product, camunda, flowable)
                    .filter(who -> who == product || !ALONE)
                    .toList();
            var report = new LifecycleReport(all.stream().map(Lifecycle::name).toList(), Server.commitMillis(jdbc));
            int warm = warm(all) + 1;
            var sizes = sizes(all);
            all.forEach(who -> turn(who, WARM));
            all.forEach(this::analyse);
            for (int round = 0; round < ROUNDS; round++) {
                all.forEach(who -> report.turn(turn(who, CASES)));
                List<Lifecycle> back = new ArrayList<>(all);
                Collections.reverse(back);
                back.forEach(who -> report.turn(turn(who, CASES)));
            }
            int measured = CASES * ROUNDS * 2;
            sizes(all)
                    .forEach((name, size) ->
                            report.database(name, (size - sizes.getOrDefault(name, 0L)) / 1_000.0 / (WARM + measured)));
            all.forEach(who -> assertThat(who.ended()).as(who.name()).isEqualTo(warm * WARM + measured));
            writeStatements(product, warm * WARM + measured);
            Cost before = cost(product);
            for (int i = 0; i < ENQUIRIES; i++) {
                product.answerInTheCall();
            }
            report.enquiry((double) cost(product).since(before).statements() / ENQUIRIES);
            report.write(Surroundings.FOLDER);
        }
    }

    /**
     * Turns that are not measured, until the compiler of the machine has little left to do: a centre runs for months, and the
     * first thousands of cases of each cost a third more.
     *
     * @return how many each had
     */
    private int warm(List<Lifecycle> all) {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        int turns = 0;
        double busy = 1;
        while (turns < 1 || busy > SETTLED && turns < MOST_WARM) {
            long compiled = compiler.getTotalCompilationTime();
            long began = System.nanoTime();
            all.forEach(who -> turn(who, WARM));
            busy = (compiler.getTotalCompilationTime() - compiled) / ((System.nanoTime() - began) / 1e6);
            turns++;
        }
        System.out.printf(
                "bench: %d turns each before measuring; the compiler took %.0f %% of the last%n", turns, 100 * busy);
        return turns;
    }

    /** What the server was asked by ours, the most expensive first. */
    private void writeStatements(Lifecycle who, int cases) throws IOException {
        try (var csv = new CSVPrinter(
                Files.newBufferedWriter(Surroundings.FOLDER.resolve("lifecycle-statements.csv")), CSVFormat.DEFAULT)) {
            csv.printRecord("calls a case", "ms a case", "WAL bytes a case", "statement");
            jdbc.sql("""
                            SELECT calls::numeric / :cases AS calls, total_exec_time / :cases AS ms,
                                   wal_bytes / :cases AS wal, regexp_replace(query, '\\s+', ' ', 'g') AS query
                              FROM pg_stat_statements JOIN pg_database ON oid = dbid
                             WHERE datname = :database AND calls >= :cases / 2
                             ORDER BY total_exec_time DESC
                            """)
                    .param("cases", cases)
                    .param("database", who.database())
                    .query((row, number) -> List.of(
                            row.getBigDecimal("calls").setScale(2, RoundingMode.HALF_UP),
                            row.getBigDecimal("ms").setScale(3, RoundingMode.HALF_UP),
                            row.getBigDecimal("wal").setScale(0, RoundingMode.HALF_UP),
                            row.getString("query")))
                    .list()
                    .forEach(row -> print(csv, row));
        }
    }

    private static void print(CSVPrinter csv, List<?> row) {
        try {
            csv.printRecord(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LifecycleTurn turn(Lifecycle who, int cases) {
        return LifecycleTurn.of(who, cases, HANDS, () -> cost(who));
    }

    private Cost cost(Lifecycle who) {
        return Cost.now(jdbc, server.process(), who.database());
    }

    /** Bytes of each database, without what is dead in it. */
    private Map<String, Long> sizes(List<Lifecycle> all) {
        Map<String, Long> sizes = new HashMap<>();
        all.forEach(who -> sizes.put(who.name(), at(who, there -> {
            there.sql("VACUUM (TRUNCATE on)").update();
            return there.sql("SELECT pg_database_size(current_database())")
                    .query(Long.class)
                    .single();
        })));
        return sizes;
    }

    /**
     * Leaves each table the pages that it has: a real centre always has cases that run, so none is ever cut down to nothing,
     * after which it would be read from end to end, by whichever engine.
     */
    private void analyse(Lifecycle who) {
        at(who, there -> there.sql("VACUUM (TRUNCATE off, ANALYZE)").update());
    }

    private <T> T at(Lifecycle who, Function<JdbcClient, T> asked) {
        try (HikariDataSource data = server.pool(who.database())) {
            return asked.apply(JdbcClient.create(data));
        }
    }
}
