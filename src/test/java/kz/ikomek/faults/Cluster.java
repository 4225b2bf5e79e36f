package kz.ikomek.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import kz.ikomek.faults.Audit.Seen;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.LiveEvents;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.testing.Switchboard;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * Two nodes on one PostgreSQL, as {@code docs/operations.md} sets them up, with staff who work at both; no part of the test
 * run. Started by
 *
 * <pre>./mvnw test -Dtest=Cluster</pre>
 *
 * A call that is told to one pops up at the other. Then one of them is killed, in turns, and the other goes on; one is
 * frozen for longer than the job lock; each is replaced by a version with another table and another column, while the
 * other serves. At the end nothing is lost or doubled, and no timer came later than two seconds but those that the frozen
 * node had taken. Setting: {@code -Dcluster.kills=4}. Consoles and figures are kept in {@code target/faults/cluster}.
 */
class Cluster {

    private static final int KILLS = Integer.getInteger("cluster.kills", 4);
    private static final int CALLS = 20;
    private static final int TRIES = 3_000;
    private static final Duration FROZEN = Duration.ofSeconds(45);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final double LATEST_SECONDS = 2;
    private static final double LATEST_MILLIS = 1_000;
    private static final Path FOLDER = Path.of("target", "faults", "cluster");

    private final Figures figures = new Figures("cluster");

    @Test
    void oneDiesAndTheOtherGoesOn() throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
        try (var sink = new SmtpSink(109);
                var database = new Database(FOLDER.resolve("postgres"));
                var one = new Node("one", FOLDER, settings(database, sink));
                var other = new Node("other", FOLDER, settings(database, sink))) {
            one.start();
            one.awaitReady();
            other.start();
            other.awaitReady();
            assertThat(pops(one, other)).as("slowest pop, ms").isLessThan(LATEST_MILLIS);

            Instant begin = Instant.now();
            var traffic = new Traffic(109, PATIENCE, one.port(), other.port());
            List<Window> frozen = new ArrayList<>();
            try {
                var jobs = JdbcClient.create(new DriverManagerDataSource(database.ownersUrl()));
                kills(traffic, one, other, jobs);
                frozen.add(freeze(traffic, one, jobs));
                rollingRestart(traffic, one, other);
                rest(Duration.ofSeconds(10));
                traffic.stopStarting();
                rest(Duration.ofSeconds(10));
            } finally {
                traffic.stop();
            }
            var audit = new Audit(database.ownersUrl());
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(audit::quiet);
            var result = audit.compare(
                    new Seen(traffic.started(), traffic.completed(), traffic.attempted(), sink.received()));
            figures.putAll(result.figures());
            figures.put("requests without an answer", traffic.unanswered());
            figures.put("tries to send an unanswered registration again", traffic.repeated());
            double latest = lags("while nodes were killed and replaced", audit, begin, Instant.now(), frozen);
            figures.write(FOLDER, traffic.refused());
            assertThat(result.losses()).as("lost or doubled").isEmpty();
            assertThat(traffic.broken()).as("the driver itself").isEmpty();
            assertThat(traffic.failures()).as("answered 500").isEmpty();
            assertThat(latest).as("latest timer, s").isLessThanOrEqualTo(LATEST_SECONDS);
        }
    }

    static List<String> settings(Database database, SmtpSink sink) {
        var settings = new ArrayList<>(database.settings());
        // Everybody comes from one address.
        settings.add("--ikomek.limits.office=127.0.0.1");
        settings.add("--ikomek.limits.office-factor=1000");
        settings.add("--spring.mail.host=127.0.0.1");
        settings.add("--spring.mail.port=" + sink.port());
        settings.add("--ikomek.telephony.secret=" + IntegrationTest.TELEPHONY_SECRET);
        return settings;
    }

    /** Told to one, shown at the other. The slowest, in milliseconds. */
    private double pops(Node one, Node other) {
        var operator = StaffClient.session(other.port(), "operator");
        operator.submit("/desk", "/desk/seat", "phoneExtension=101");
        var supervisor = StaffClient.session(other.port(), "supervisor");
        var switchboard = new Switchboard(one.port());
        double slowest = 0;
        double slowestBoard = 0;
        try (LiveEvents desk = operator.events("/desk/calls/events");
                LiveEvents board = supervisor.events("/desk/board/events")) {
            await().until(() -> desk.changes() > 0 && board.changes() > 0);
            for (int call = 0; call < CALLS; call++) {
                String id = "cluster-" + call;
                String phone = "7701888" + (7000 + call);
                String shown = "888 " + (7000 + call);
                String before = operator.page("/desk/calls/current").body();
                assertThat(before).doesNotContain(shown);
                long told = board.changes();
                long began = System.nanoTime();
                switchboard.rings(id, phone, "101");
                await().pollInterval(Duration.ofMillis(5))
                        .until(() -> operator.page("/desk/calls/current").body().contains(shown));
                slowest = Math.max(slowest, (System.nanoTime() - began) / 1e6);
                await().atMost(Duration.ofSeconds(10))
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> board.changes() > told);
                slowestBoard = Math.max(slowestBoard, (System.nanoTime() - began) / 1e6);
                switchboard.hangsUp(id, phone, "cancel");
                await().pollInterval(Duration.ofMillis(5))
                        .until(() ->
                                !operator.page("/desk/calls/current").body().contains("Қоңырау келіп тұр"));
            }
            figures.put("calls told to one node", CALLS);
            figures.put("events heard at the other's desk", desk.changes());
        }
        figures.put("slowest pop at the other's desk, ms", Math.round(slowest));
        figures.put("slowest change of the other's board, ms", Math.round(slowestBoard));
        return slowest;
    }

    private void kills(Traffic traffic, Node one, Node other, JdbcClient jobs) {
        for (int kill = 1; kill <= KILLS; kill++) {
            awaitWork(traffic);
            rest(Duration.ofSeconds(12));
            Node victim = kill % 2 == 0 ? other : one;
            figures.put(
                    "kill " + kill + " (" + victim.name() + "): jobs that it had taken", freezeAtWork(victim, jobs));
            victim.kill();
            figures.say("killed at %s", Instant.now());
            int before = traffic.completed().size();
            rest(Duration.ofSeconds(20));
            int alone = traffic.completed().size() - before;
            figures.put("kill " + kill + " (" + victim.name() + "): steps in 20 s at the other", alone);
            assertThat(alone).as("steps while one node is dead").isPositive();
            victim.start();
            victim.awaitReady();
            figures.say("back at %s", Instant.now());
        }
    }

    /** At an instant at which it has taken a job: it is to be seen what becomes of that. Says how many it has. */
    private static int freezeAtWork(Node node, JdbcClient jobs) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            node.freeze();
            Set<String> held = taken(jobs);
            if (!held.isEmpty()) {
                // The other node is done with its own by then.
                rest(Duration.ofMillis(400));
                held.retainAll(taken(jobs));
                if (!held.isEmpty()) {
                    return held.size();
                }
            }
            node.thaw();
            rest(Duration.ofMillis(10 + attempt % 20));
        }
        throw new AssertionError(node.name() + " had never taken a job");
    }

    private static Set<String> taken(JdbcClient jobs) {
        return new HashSet<>(jobs.sql("SELECT concat_ws(' ', id_, lock_owner_, lock_exp_time_) FROM act_ru_job"
                        + " WHERE lock_owner_ IS NOT NULL")
                .query(String.class)
                .list());
    }

    private Window freeze(Traffic traffic, Node one, JdbcClient jobs) {
        awaitWork(traffic);
        Instant from = Instant.now();
        int before = traffic.completed().size();
        figures.put("jobs that the frozen node had taken", freezeAtWork(one, jobs));
        rest(FROZEN);
        figures.put(
                "steps at the other while one was frozen for 45 s",
                traffic.completed().size() - before);
        one.thaw();
        Instant until = Instant.now();
        awaitWork(traffic);
        return new Window(from.minusSeconds(1), until.plusSeconds(1));
    }

    /** The next version brings a table and a column. The version before goes on beside it. */
    private void rollingRestart(Traffic traffic, Node one, Node other) throws IOException {
        Path next = Files.createDirectories(FOLDER.resolve("next-version"));
        Files.writeString(next.resolve("V9001__next_version.sql"), """
                ALTER TABLE appeals.appeal ADD COLUMN of_the_next_version text;
                ALTER TABLE mail.outbox ADD COLUMN of_the_next_version text;
                CREATE TABLE appeals.of_the_next_version (id bigint PRIMARY KEY);
                """);
        String locations = "--spring.flyway.locations=classpath:db/migration,filesystem:" + next.toAbsolutePath();
        int unanswered = traffic.unanswered();
        int completed = traffic.completed().size();
        for (Node node : List.of(one, other)) {
            awaitWork(traffic);
            long began = System.nanoTime();
            node.stop();
            figures.put("stop of " + node.name() + ", s", seconds(began));
            began = System.nanoTime();
            node.start(locations);
            node.awaitReady();
            figures.put("start of " + node.name() + " as the next version, s", seconds(began));
        }
        awaitWork(traffic);
        figures.put("steps during the rolling restart", traffic.completed().size() - completed);
        figures.put("requests without an answer during it", traffic.unanswered() - unanswered);
    }

    private double lags(String when, Audit audit, Instant from, Instant until, List<Window> apart) {
        List<Double> all = new ArrayList<>();
        List<Double> frozen = new ArrayList<>();
        audit.lags().forEach(lag -> {
            if (!lag.due().isBefore(from) && lag.due().isBefore(until)) {
                (apart.stream().anyMatch(window -> window.holds(lag.due())) ? frozen : all).add(lag.seconds());
            }
        });
        audit.lags().stream()
                .filter(lag -> lag.seconds() > 1)
                .forEach(lag -> figures.say("due %s, told %.3f s later", lag.due(), lag.seconds()));
        figures.put("timers " + when, all.size());
        figures.put("latest of them, s", max(all));
        figures.put("timers due while one node was frozen", frozen.size());
        figures.put("latest of those, s", max(frozen));
        assertThat(all).as("timers").isNotEmpty();
        return max(all);
    }

    private record Window(Instant from, Instant until) {

        boolean holds(Instant at) {
            return !at.isBefore(from) && at.isBefore(until);
        }
    }

    private static double max(List<Double> all) {
        return all.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    static void awaitWork(Traffic traffic) {
        int before = traffic.completed().size();
        await().atMost(Duration.ofMinutes(3)).until(() -> traffic.completed().size() > before + 3);
    }

    private static long seconds(long began) {
        return Math.round((System.nanoTime() - began) / 1e9);
    }

    static void rest(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
