package kz.ikomek.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.faults.Audit.Seen;
import kz.ikomek.faults.SmtpSink.Received;
import kz.ikomek.faults.Traffic.Completed;
import kz.ikomek.faults.Traffic.Started;
import kz.ikomek.testing.StartedProcess;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * Plays traffic against a node in a process of its own, kills it at random instants, starts it again, and counts at the
 * end what is lost and what is doubled; no part of the test run. Started by
 *
 * <pre>./mvnw test -Dtest=Kills</pre>
 *
 * with {@code -Dkills.times=20}, {@code -Dkills.postgres=10} (the defaults) {@code -Dkills.seed=109} and {@code
 * -Dkills.minutes}, after which it kills no more. With so many of the
 * kills the node's PostgreSQL dies as well; some kills come while the node still starts. The mail server lives here, outside the killed process.
 * What the consoles said is kept in {@code target/kills}.
 */
class Kills {

    private static final int TIMES = Integer.getInteger("kills.times", 20);
    /** Every so many kills PostgreSQL dies as well. */
    private static final int EVERY = Math.max(1, TIMES / Integer.getInteger("kills.postgres", Math.max(1, TIMES / 2)));

    private static final Duration LONGEST = Duration.ofMinutes(Integer.getInteger("kills.minutes", 600));

    private static final long SEED = Long.getLong("kills.seed", 109);
    private static final Path FOLDER = Path.of("target", "kills");
    private static final Duration LONGEST_QUIETING = Duration.ofMinutes(10);

    private final Random random = new Random(SEED);

    @Test
    void nothingAcknowledgedIsLostAndNoMailIsLostOrDoubled() throws IOException, SQLException {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
        Instant begin = Instant.now();
        var postgres = new Postgres(FOLDER.resolve("data"));
        int port = Node.freePort();
        int whileStarting = 0;
        int withPostgres = 0;
        try (var sink = new SmtpSink(SEED)) {
            StartedProcess node = start(port, sink.port());
            node.awaitReady();
            var traffic = new Traffic(SEED, Duration.ofMinutes(1), port);
            try {
                int kills = 0;
                for (int kill = 1; kill <= TIMES && begin.plus(LONGEST).isAfter(Instant.now()); kill++) {
                    kills = kill;
                    boolean starting = kill % 5 == 0;
                    if (starting) {
                        whileStarting++;
                        rest(500, 12_000);
                    } else {
                        node.awaitReady();
                        awaitWork(traffic);
                        live();
                    }
                    boolean databaseToo = kill % EVERY == 0 && postgres.kill();
                    if (databaseToo) {
                        withPostgres++;
                        rest(0, 300);
                    }
                    node.kill();
                    Files.writeString(FOLDER.resolve("node-" + kill + ".log"), node.console());
                    say(
                            "kill %d of %d%s%s; acknowledged so far: %d appeals, %d steps; %d mails",
                            kill,
                            TIMES,
                            starting ? " while starting" : "",
                            databaseToo ? " with PostgreSQL" : "",
                            traffic.started().size(),
                            traffic.completed().size(),
                            sink.received().size());
                    node = start(port, sink.port());
                }
                node.awaitReady();
                awaitWork(traffic);
                rest(10_000, 11_000);
                traffic.stopStarting();
                rest(10_000, 11_000);
                traffic.stop();
                Instant calm = Instant.now();
                var audit = new Audit(postgres.url());
                boolean quiet = becomesQuiet(audit);

                Map<String, Object> figures = new LinkedHashMap<>();
                figures.put("kills", kills);
                figures.put("of them with PostgreSQL", withPostgres);
                figures.put("of them while starting", whileStarting);
                var seen = new Seen(traffic.started(), traffic.completed(), traffic.attempted(), sink.received());
                var result = audit.compare(seen);
                figures.putAll(result.figures());
                figures.put("requests on whose way the node died", traffic.unanswered());
                figures.put("tries to send an unanswered registration again", traffic.repeated());
                figures.put(
                        "requests refused",
                        traffic.refused().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum());
                figures.put(
                        "seconds until quiet",
                        Duration.between(calm, Instant.now()).toSeconds());
                figures.put(
                        "minutes in all", Duration.between(begin, Instant.now()).toMinutes());
                report(figures, traffic.refused());
                assertThat(quiet).as("it becomes quiet").isTrue();
                assertThat(result.losses()).as("lost or doubled").isEmpty();
                assertThat(traffic.broken()).as("the driver itself").isEmpty();
                // Whatever falls due from here on is no fault of the comparison.
                node.kill();
                assertItBites(
                        audit, new Seen(traffic.started(), traffic.completed(), traffic.attempted(), sink.received()));
                Audit.assertRulesBite(postgres.url());
                assertThat(traffic.failures()).as("answered 500").isEmpty();
            } finally {
                traffic.stop();
                Files.writeString(FOLDER.resolve("node-last.log"), node.console());
                node.close();
            }
        }
    }

    private static boolean becomesQuiet(Audit audit) {
        try {
            await().atMost(LONGEST_QUIETING).pollInterval(Duration.ofSeconds(1)).until(audit::quiet);
            return true;
        } catch (ConditionTimeoutException e) {
            return false; // the report tells what is missing
        }
    }

    /** The comparison would have seen a loss: each kind of it is made up once. */
    private static void assertItBites(Audit audit, Seen seen) {
        var first = seen.mails().get(0);
        List<Received> oneLost = seen.mails().stream()
                .filter(mail -> !mail.messageId().equals(first.messageId()))
                .toList();
        var doubled = new Received("<another@id>", first.numbers(), first.address());
        var unknown = new Started("10000000", "mark-of-nobody", "", false);
        var undone = new Completed("task", "execute", "mark-of-nobody");
        List<String> asItIs = audit.compare(seen).losses();
        assertThat(asItIs).as("a mail that was on its way when the node went").hasSizeLessThanOrEqualTo(1);
        assertThat(audit.compare(new Seen(seen.started(), seen.completed(), seen.attempted(), oneLost))
                        .losses())
                .anyMatch(loss -> loss.startsWith("mails lost: 1"))
                .anyMatch(loss -> loss.startsWith("mails of the outbox that are not at the mail server"));
        assertThat(audit.compare(new Seen(
                                seen.started(), seen.completed(), seen.attempted(), plus(seen.mails(), doubled)))
                        .losses())
                .containsAll(asItIs)
                .hasSize(asItIs.size() + 1)
                .anyMatch(loss -> loss.startsWith("mails doubled"));
        assertThat(audit.compare(new Seen(
                                plus(seen.started(), unknown),
                                plus(seen.completed(), undone),
                                seen.attempted(),
                                seen.mails()))
                        .losses())
                .containsAll(asItIs)
                .hasSize(asItIs.size() + 2)
                .filteredOn(loss -> loss.contains("not found: 1"))
                .hasSize(2);
    }

    private static <T> List<T> plus(List<T> all, T one) {
        return Stream.concat(all.stream(), Stream.of(one)).toList();
    }

    /** A node that has just started is slow to take its first requests. */
    private static void awaitWork(Traffic traffic) {
        int before = traffic.completed().size();
        await().atMost(Duration.ofMinutes(3)).until(() -> traffic.completed().size() > before + 3);
    }

    private static StartedProcess start(int port, int smtp) {
        return new StartedProcess(
                "--server.port=" + port,
                "--ikomek.data-directory=" + FOLDER.resolve("data"),
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + smtp);
    }

    /** Half of the lives are shorter than four seconds of work, some last twelve. */
    private void live() {
        double share = random.nextDouble();
        rest((int) (500 + 11_500 * share * share));
    }

    private void rest(int least, int most) {
        rest(least + random.nextInt(most - least));
    }

    private static void rest(int millis) {
        LockSupport.parkNanos(millis * 1_000_000L);
    }

    private static void report(Map<String, Object> figures, Map<String, Integer> refused) throws IOException {
        String table = figures.entrySet().stream()
                .map(figure -> "  %-58s %8s".formatted(figure.getKey(), figure.getValue()))
                .collect(Collectors.joining("\n"));
        String no = refused.entrySet().stream()
                .map(reason -> "  %5d  %s".formatted(reason.getValue(), reason.getKey()))
                .collect(Collectors.joining("\n"));
        Files.write(FOLDER.resolve("report.txt"), List.of(table, "", "Refused:", no));
        say("\n%s\n", table);
    }

    @FormatMethod
    private static void say(String format, Object... values) {
        System.out.println("kills: " + format.formatted(values)); // a command's answer, not a log
    }
}
