package kz.ikomek.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import kz.ikomek.faults.Audit.Seen;
import kz.ikomek.faults.SmtpSink.Mood;
import kz.ikomek.testing.StartedProcess;
import kz.ikomek.testing.Switchboard;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * What goes wrong around a node while staff work: the mail server, the pool of connections, the disk of PostgreSQL, the
 * telephone system, the application's clock. No part of the test run. Started by
 *
 * <pre>./mvnw test -Dtest=Faults</pre>
 *
 * One fault after the other, each ended before the next begins; at the end the invariants are counted in the database, and
 * what was acknowledged and demanded is compared with it and with the mail server. The disk is a file system in memory of
 * its own, which only root may mount. Consoles and figures are kept in {@code target/faults}.
 */
class Faults {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int DISK_MB = 512;
    private static final int CALLS = 300;
    private static final int POOL = 10;

    private interface Step {
        void run() throws Exception;
    }

    @Test
    void aroundTheNode() throws Exception {
        var figures = new Figures("around");
        Path folder = fresh("around");
        Path disk = Files.createDirectories(folder.resolve("disk"));
        command("mount", "-t", "tmpfs", "-o", "size=" + DISK_MB + "m", "tmpfs", disk.toString());
        try (var sink = new SmtpSink(109);
                var database = new Database(disk.resolve("postgres"));
                var node = new Node("node", folder, Cluster.settings(database, sink))) {
            node.start();
            node.awaitReady();
            var traffic = new Traffic(109, PATIENCE, node.port());
            try {
                Cluster.awaitWork(traffic);
                fault(figures, traffic, "mail server down", 20, sink::goesDown, sink::comesBack);
                mailed(figures, database, "mail server down");
                fault(figures, traffic, "mail server slow", 30, () -> sink.is(Mood.SLOW), () -> sink.is(Mood.WELL));
                mailed(figures, database, "mail server slow");
                fault(
                        figures,
                        traffic,
                        "mail server refuses one recipient",
                        25,
                        () -> sink.refuses("head@power-grid.example"),
                        () -> sink.is(Mood.WELL));
                mailed(figures, database, "mail server refuses one recipient");
                int before = sink.misdeeds();
                fault(
                        figures,
                        traffic,
                        "mail server cuts off after DATA",
                        20,
                        () -> sink.is(Mood.CUTS_OFF),
                        () -> sink.is(Mood.WELL));
                figures.put("mail server cuts off after DATA: times", sink.misdeeds() - before);
                assertThat(sink.misdeeds()).as("cut off").isGreaterThan(before);
                mailed(figures, database, "mail server cuts off after DATA");
                diskFull(figures, traffic, database, disk);
                telephone(figures, traffic, database, node);
                traffic.stopStarting();
                Cluster.rest(Duration.ofSeconds(10));
            } finally {
                traffic.stop();
            }
            compare(figures, folder, database, sink, traffic);
        } finally {
            command("umount", disk.toString());
        }
    }

    /**
     * Whoever looks at an appeal waits for a lock, with a connection of the pool, until none is left and others wait for one.
     * The pool is smaller here than the door: with the settings of production the door stands before it.
     */
    @Test
    void thePoolIsExhausted() throws Exception {
        var figures = new Figures("pool");
        Path folder = fresh("pool");
        try (var sink = new SmtpSink(109);
                var database = new Database(folder.resolve("postgres"))) {
            List<String> settings = Cluster.settings(database, sink);
            settings.add("--spring.datasource.hikari.maximum-pool-size=" + POOL);
            try (var node = new Node("node", folder, settings)) {
                node.start();
                node.awaitReady();
                var traffic = new Traffic(109, PATIENCE, node.port());
                try (var holder = database.connection();
                        var statement = holder.createStatement()) {
                    Cluster.awaitWork(traffic);
                    holder.setAutoCommit(false);
                    fault(
                            figures,
                            traffic,
                            "pool exhausted",
                            45,
                            () -> {
                                statement.execute("LOCK TABLE appeals.appeal IN ACCESS EXCLUSIVE MODE");
                                await().atMost(Duration.ofSeconds(40)).until(() -> inUse(database) >= POOL);
                                figures.put("pool exhausted: connections of " + POOL + " in use", inUse(database));
                            },
                            holder::rollback);
                    traffic.stopStarting();
                    Cluster.rest(Duration.ofSeconds(10));
                } finally {
                    traffic.stop();
                }
                compare(figures, folder, database, sink, traffic);
            }
        }
    }

    @Test
    void theClockJumps() throws Exception {
        var figures = new Figures("clock");
        Path folder = fresh("clock");
        Path ahead = Files.writeString(folder.resolve("ahead"), "0");
        try (var sink = new SmtpSink(109);
                var database = new Database(folder.resolve("postgres"))) {
            int port = Node.freePort();
            var arguments = new ArrayList<>(List.of(ahead.toString()));
            arguments.addAll(Cluster.settings(database, sink));
            arguments.add("--server.port=" + port);
            try (var node = StartedProcess.of(JumpingNode.class, arguments.toArray(String[]::new))) {
                node.awaitReady();
                var traffic = new Traffic(109, PATIENCE, port);
                try {
                    Cluster.awaitWork(traffic);
                    for (Duration jump : List.of(HOUR, Duration.ZERO, HOUR.negated(), Duration.ZERO, HOUR)) {
                        fault(
                                figures,
                                traffic,
                                "clock at " + jump,
                                20,
                                () -> Files.writeString(ahead, Long.toString(jump.toSeconds())),
                                () -> {});
                    }
                    traffic.stopStarting();
                    Cluster.rest(Duration.ofSeconds(10));
                } finally {
                    traffic.stop();
                    Files.writeString(folder.resolve("node.log"), node.console());
                }
                compare(figures, folder, database, sink, traffic);
            }
        }
    }

    /** Begins it, lets it last, ends it, and waits until staff get on again. */
    private static void fault(Figures figures, Traffic traffic, String what, int seconds, Step begin, Step end)
            throws Exception {
        int completed = traffic.completed().size();
        int unanswered = traffic.unanswered();
        int refused = refused(traffic);
        begin.run();
        Cluster.rest(Duration.ofSeconds(seconds));
        int during = traffic.completed().size() - completed;
        end.run();
        long ended = System.nanoTime();
        Cluster.awaitWork(traffic);
        figures.put(what + ": steps during " + seconds + " s", during);
        figures.put(what + ": staff get on after, s", seconds(ended));
        figures.put(what + ": requests refused", refused(traffic) - refused);
        figures.put(what + ": requests without an answer", traffic.unanswered() - unanswered);
    }

    /** How long the mails that failed wait for their next try. */
    private static void mailed(Figures figures, Database database, String what) {
        long began = System.nanoTime();
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> database.owner()
                                .sql("SELECT count(*) FROM mail.outbox WHERE state = 'WAITING' AND attempts > 0")
                                .query(Long.class)
                                .single()
                        == 0);
        figures.put(what + ": every mail out after, s", seconds(began));
    }

    /** Connections of the node that are in the middle of something. */
    private static long inUse(Database database) {
        return database.owner().sql("""
                SELECT count(*) FROM pg_stat_activity
                 WHERE datname = current_database() AND usename <> current_user AND state <> 'idle'
                """).query(Long.class).single();
    }

    private static void diskFull(Figures figures, Traffic traffic, Database database, Path disk) throws Exception {
        Path balloon = disk.resolve("balloon");
        fault(figures, traffic, "disk full", 45, () -> fill(balloon), () -> {
            Files.delete(balloon);
            boolean gaveUp = !database.comesBack();
            figures.put("disk full: PostgreSQL had to be started by hand", gaveUp);
            if (gaveUp) {
                database.startAgain();
            }
        });
    }

    /** To the last block. */
    private static void fill(Path balloon) throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(balloon)) {
            while (true) {
                try {
                    out.write(block);
                } catch (IOException full) {
                    if (balloon.toFile().getUsableSpace() == 0) {
                        return;
                    }
                    throw full;
                }
            }
        }
    }

    /** Each event twice, all of them in any order, from eight lines at once. */
    private static void telephone(Figures figures, Traffic traffic, Database database, Node node) throws Exception {
        var events = new ArrayList<String>();
        for (int call = 0; call < CALLS; call++) {
            String id = "fault-" + call;
            String phone = "7705" + (1_000_000 + call);
            boolean answered = call % 3 > 0;
            List<String> ofCall = new ArrayList<>();
            ofCall.add(Switchboard.event("newCall", id, phone) + Switchboard.users("101"));
            if (answered) {
                ofCall.add(Switchboard.event("answer", id, phone) + "&answeringNumber=101");
            }
            ofCall.add(Switchboard.event("hangup", id, phone) + "&cause=" + (answered ? "normalClearing" : "cancel"));
            events.addAll(ofCall);
            events.addAll(ofCall);
        }
        Collections.shuffle(events, new Random(109));
        var lines = Executors.newFixedThreadPool(8);
        var switchboard = new Switchboard(node.port());
        fault(
                figures,
                traffic,
                "telephone events twice and in any order",
                5,
                () -> {
                    var sent = events.stream()
                            .map(event -> lines.submit(() -> switchboard.tells(event)))
                            .toList();
                    for (var one : sent) {
                        one.get(2, TimeUnit.MINUTES);
                    }
                },
                lines::shutdown);
        var calls = database.owner().sql("""
                SELECT count(*) AS calls, count(*) FILTER (WHERE outcome = 'ANSWERED') AS answered,
                       count(*) FILTER (WHERE outcome = 'MISSED') AS missed,
                       (SELECT count(*) FROM telephony.call_back WHERE phone LIKE '+7705%' AND closed_at IS NULL) AS call_backs,
                       (SELECT coalesce(sum(calls), 0) FROM telephony.call_back
                         WHERE phone LIKE '+7705%' AND closed_at IS NULL) AS called
                  FROM telephony.call WHERE call_id LIKE 'fault-%'
                """).query().singleRow();
        figures.put("telephone: events sent", events.size());
        figures.put("telephone: what became of them", calls.toString().replace(",", ";"));
        long missed = CALLS / 3;
        assertThat(calls)
                .extracting(row -> List.of(
                        number(row.get("calls")),
                        number(row.get("answered")),
                        number(row.get("missed")),
                        number(row.get("call_backs")),
                        number(row.get("called"))))
                .isEqualTo(List.of((long) CALLS, CALLS - missed, missed, missed, missed));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    private static void compare(Figures figures, Path folder, Database database, SmtpSink sink, Traffic traffic)
            throws IOException {
        var audit = new Audit(database.ownersUrl());
        Instant calm = Instant.now();
        await().atMost(Duration.ofMinutes(6))
                .pollInterval(Duration.ofSeconds(1))
                .until(audit::quiet);
        figures.put("quiet after, s", Duration.between(calm, Instant.now()).toSeconds());
        var result = audit.refusing(sink.refused())
                .compare(new Seen(traffic.started(), traffic.completed(), traffic.attempted(), sink.received()));
        figures.putAll(result.figures());
        figures.put("tries to send an unanswered registration again", traffic.repeated());
        figures.write(folder, traffic.refused());
        assertThat(result.losses()).as("lost or doubled").isEmpty();
        assertThat(traffic.broken()).as("the driver itself").isEmpty();
        assertThat(traffic.failures()).as("answered 500").isEmpty();
    }

    private static int refused(Traffic traffic) {
        return traffic.refused().values().stream().mapToInt(Integer::intValue).sum();
    }

    private static long seconds(long began) {
        return Math.round((System.nanoTime() - began) / 1e9);
    }

    private static Path fresh(String run) throws IOException {
        Path folder = Path.of("target", "faults", run);
        FileSystemUtils.deleteRecursively(folder);
        return Files.createDirectories(folder);
    }

    private static void command(String... words) throws IOException, InterruptedException {
        int code = new ProcessBuilder(words).inheritIO().start().waitFor();
        if (code != 0) {
            throw new AssertionError(String.join(" ", words) + " ended with " + code);
        }
    }
}
