package kz.ikomek.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import kz.ikomek.faults.Audit.Seen;
import kz.ikomek.testing.LiveEvents;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.testing.StaffClient.Answer;
import kz.ikomek.testing.StartedProcess;
import kz.ikomek.testing.Switchboard;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/**
 * How much one node bears on this machine; no part of the test run. Started by
 *
 * <pre>./mvnw test -Dtest=Capacity</pre>
 *
 * First ten times the busiest hour of the busiest day, for ten minutes: calls come at their times, whether the one before
 * is done or not. Each pops up, is typed, searched for and registered; beside them inspectors, executors, controllers and
 * pharmacists work off what was registered. Then so many people at once that it gives way, each asking again as soon as
 * answered: it is to refuse with 503 and {@code Retry-After}, to be well again by itself, and to have lost nothing.
 * Operators, staff, node and PostgreSQL share the machine. Settings: {@code -Dcapacity.minutes=10}, {@code
 * -Dcapacity.factor=10}, {@code -Dcapacity.crowd=300}.
 */
class Capacity {

    private static final int MINUTES = Integer.getInteger("capacity.minutes", 10);
    private static final int FACTOR = Integer.getInteger("capacity.factor", 10);
    private static final int CROWD = Integer.getInteger("capacity.crowd", 300);

    /** 5 000 calls of the busiest day ({@code brief.md}), a tenth of them in its busiest hour. */
    private static final int CALLS_AN_HOUR = 500;

    private static final int OPERATORS = 24;
    private static final Duration CROWDED = Duration.ofSeconds(60);
    private static final double LONGEST_P99 = 200;
    private static final double LATEST_SECONDS = 2;
    private static final Pattern READ_OUT = Pattern.compile("id=\"read-out\">([0-9 ]+)<");
    private static final Path FOLDER = Path.of("target", "faults", "capacity");

    private final Figures figures = new Figures("capacity");
    private final Map<String, Queue<Double>> times = new ConcurrentHashMap<>();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final Queue<Traffic.Started> registered = new ConcurrentLinkedQueue<>();
    private final Queue<String> sent = new ConcurrentLinkedQueue<>();
    private final AtomicInteger number = new AtomicInteger();

    @Test
    void tenTimesTheBusiestHourAndThenTooMuch() throws Exception {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
        int port = Node.freePort();
        try (var sink = new SmtpSink(109);
                var database = new Database(FOLDER.resolve("postgres"))) {
            var arguments = new ArrayList<>(Cluster.settings(database, sink));
            arguments.addAll(List.of("--server.port=" + port, "--ikomek.login.sessions=1000"));
            try (var node = StartedProcess.forLong(arguments.toArray(String[]::new))) {
                node.awaitReady();
                var free = new LinkedBlockingQueue<Operator>();
                for (int i = 0; i < OPERATORS; i++) {
                    free.add(new Operator(port, i));
                }
                var traffic = Traffic.withoutOperators(109, Duration.ofMinutes(1), port);
                try {
                    load(Duration.ofSeconds(60), free, port);
                    times.clear();
                    errors.clear();
                    Instant begin = Instant.now();
                    int before = traffic.completed().size();
                    int calls = load(Duration.ofMinutes(MINUTES), free, port);
                    Instant end = Instant.now();
                    figures.put("calls in " + MINUTES + " minutes", calls);
                    figures.put(
                            "steps of staff beside them", traffic.completed().size() - before);
                    double desk = table();
                    figures.put("errors", errors.size());
                    errors.stream().distinct().limit(10).forEach(error -> figures.say("error: %s", error));
                    int errorsOfTheLoad = errors.size();

                    crowd(port);
                    Thread.sleep(5_000);
                    times.clear();
                    errors.clear();
                    load(Duration.ofSeconds(30), free, port);
                    figures.say("after the crowd:");
                    double after = table();
                    figures.put("errors after the crowd", errors.size());
                    traffic.stop();

                    var audit = new Audit(database.ownersUrl());
                    await().atMost(Duration.ofMinutes(5))
                            .pollInterval(Duration.ofSeconds(1))
                            .until(audit::quiet);
                    registered.addAll(traffic.started());
                    sent.addAll(traffic.attempted());
                    var result = audit.compare(
                            new Seen(List.copyOf(registered), traffic.completed(), Set.copyOf(sent), sink.received()));
                    figures.putAll(result.figures());
                    double latest = audit.lags().stream()
                            .filter(lag ->
                                    !lag.due().isBefore(begin) && lag.due().isBefore(end))
                            .mapToDouble(Audit.Lag::seconds)
                            .max()
                            .orElse(Double.NaN);
                    figures.put("latest timer during the ten minutes, s", latest);
                    figures.write(FOLDER, traffic.refused());
                    assertThat(result.losses()).as("lost or doubled").isEmpty();
                    assertThat(errorsOfTheLoad).as("errors").isZero();
                    assertThat(desk).as("p99 of the desk").isLessThanOrEqualTo(LONGEST_P99);
                    assertThat(after).as("p99 of the desk after the crowd").isLessThanOrEqualTo(LONGEST_P99);
                    assertThat(latest).as("latest timer").isLessThanOrEqualTo(LATEST_SECONDS);
                } finally {
                    traffic.stop();
                    Files.writeString(FOLDER.resolve("node.log"), node.console());
                }
            }
        }
    }

    /** Calls at their times. How many there were. */
    private int load(Duration lasting, LinkedBlockingQueue<Operator> free, int port) throws InterruptedException {
        long pause = TimeUnit.HOURS.toNanos(1) / ((long) CALLS_AN_HOUR * FACTOR);
        ExecutorService calls = Executors.newFixedThreadPool(OPERATORS);
        var switchboard = new Switchboard(port);
        long next = System.nanoTime();
        long end = next + lasting.toNanos();
        int count = 0;
        while (next < end) {
            LockSupport.parkNanos(next - System.nanoTime());
            next += pause;
            count++;
            int call = number.incrementAndGet();
            calls.execute(() -> {
                Operator operator = free.poll();
                if (operator == null) {
                    errors.add("no operator is free");
                    return;
                }
                try {
                    operator.call(call, switchboard);
                } catch (RuntimeException | AssertionError e) {
                    errors.add(Instant.now() + " call " + call + ": " + e.getMessage());
                } finally {
                    free.add(operator);
                }
            });
        }
        calls.shutdown();
        assertThat(calls.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        return count;
    }

    /** One at a desk. */
    private final class Operator {

        private final StaffClient client;
        private final String token;
        private final String extension;
        private final LiveEvents events;

        Operator(int port, int place) {
            this.client = StaffClient.session(port, place % 2 == 0 ? "operator" : "operator2");
            this.extension = Integer.toString(100 + place % 2);
            client.submit("/desk", "/desk/seat", "phoneExtension=" + extension);
            this.token = client.token("/desk");
            this.events = client.events("/desk/calls/events");
            assertThat(events.status()).isEqualTo(200);
        }

        void call(int call, Switchboard switchboard) {
            var random = new Random(call);
            String id = "capacity-" + call;
            String phone = "7701" + (2_000_000 + random.nextInt(50_000));
            timed("telephone", () -> {
                switchboard.rings(id, phone, extension);
                return null;
            });
            page("desk: pop", "/desk/calls/current");
            timed("telephone", () -> {
                switchboard.answers(id, phone, extension);
                return null;
            });
            page("desk", "/desk");
            String mark = "mark-" + UUID.randomUUID();
            boolean answered = random.nextInt(100) < 76;
            boolean left = !answered && random.nextInt(100) < 10;
            String category = answered || left ? "reference" : random.nextBoolean() ? "water" : "electricity";
            String start = "call=" + UUID.randomUUID() + "&startedAt=" + System.currentTimeMillis()
                    + "&talkLanguage=kk&channel=PHONE&residentName=A&district=abai&phone=" + phone + "&address="
                    + encoded("Тәуке хан даңғылы, " + random.nextInt(100));
            String words = "Судың қысымы төмен, екінші күн болды ";
            for (int typed : List.of(8, 20, words.length())) {
                form("desk: typed", "/desk/register/typed", start + "&text=" + encoded(words.substring(0, typed)), 200);
            }
            page("desk: categories", "/desk/register/categories?categoryTyped=" + encoded("су"));
            page("desk: directory", "/desk/directory/hits?text=" + encoded("аурухана"));
            page("search", "/staff?query=" + phone);
            sent.add(mark);
            Answer answer = form(
                    "desk: register",
                    "/desk/register",
                    start + "&category=" + category + "&text=" + encoded(words + mark)
                            + (answered ? "&answer=" + encoded("103 нөміріне хабарласыңыз") : ""),
                    200);
            var read = READ_OUT.matcher(answer.body());
            if (!read.find()) {
                errors.add("registered, and no number");
                return;
            }
            String number = read.group(1).replace(" ", "");
            registered.add(new Traffic.Started(number, mark, "", left));
            page("appeal", "/staff/appeals/" + number);
            timed("telephone", () -> {
                switchboard.hangsUp(id, phone, "normalClearing");
                return null;
            });
        }

        private void page(String what, String path) {
            Answer answer = timed(what, () -> client.page(path));
            if (answer.status() != 200) {
                errors.add(what + " " + answer.status());
            }
        }

        private Answer form(String what, String path, String fields, int expected) {
            Answer answer = timed(what, () -> client.submitWith(token, path, fields));
            if (answer.status() != expected) {
                errors.add(what + " " + answer.status());
            }
            return answer;
        }
    }

    private <T> T timed(String what, Supplier<T> request) {
        long began = System.nanoTime();
        T answer;
        try {
            answer = request.get();
        } catch (UncheckedIOException e) {
            throw new IllegalStateException(
                    what + " after " + (System.nanoTime() - began) / 1_000_000 + " ms: " + e, e);
        }
        times.computeIfAbsent(what, none -> new ConcurrentLinkedQueue<>()).add((System.nanoTime() - began) / 1e6);
        return answer;
    }

    /** Prints p50 and p99 of each kind of request. The p99 of all of the desk, in milliseconds. */
    private double table() {
        List<Double> desk = new ArrayList<>();
        new TreeMap<>(times).forEach((what, all) -> {
            figures.put(
                    what + ": requests; p50; p99, ms",
                    "\"%d; %.0f; %.0f\"".formatted(all.size(), at(all, 50), at(all, 99)));
            if (what.startsWith("desk")) {
                desk.addAll(all);
            }
        });
        double p99 = at(desk, 99);
        figures.put("desk, all requests: p99, ms", Math.round(p99));
        return p99;
    }

    private static double at(Collection<Double> times, int percent) {
        double[] sorted =
                times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length * percent / 100];
    }

    /** So many people that it gives way. */
    private void crowd(int port) throws InterruptedException {
        Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
        var withoutTime = new AtomicInteger();
        var lost = new AtomicInteger();
        var going = new AtomicBoolean(true);
        var longest = new ConcurrentLinkedQueue<Double>();
        ExecutorService people = Executors.newFixedThreadPool(CROWD);
        StaffClient[] clients = new StaffClient[20];
        Arrays.setAll(clients, i -> StaffClient.session(port, "inspector").patience(Duration.ofSeconds(30)));
        for (int i = 0; i < CROWD; i++) {
            StaffClient client = clients[i % clients.length];
            var random = new Random(i);
            people.execute(() -> {
                while (going.get()) {
                    long began = System.nanoTime();
                    try {
                        Answer answer = client.page("/staff?query=7701" + (2_000_000 + random.nextInt(50_000)));
                        answers.computeIfAbsent(answer.status(), none -> new AtomicInteger())
                                .incrementAndGet();
                        longest.add((System.nanoTime() - began) / 1e6);
                        if (answer.status() == 503) {
                            if (!answer.body().contains("2 секундтан кейін")) {
                                withoutTime.incrementAndGet();
                            }
                            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
                        }
                    } catch (UncheckedIOException e) {
                        lost.incrementAndGet();
                    }
                }
            });
        }
        Thread.sleep(CROWDED.toMillis());
        going.set(false);
        people.shutdown();
        assertThat(people.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        var counted = new LinkedHashMap<Integer, Integer>();
        answers.forEach((status, count) -> counted.put(status, count.get()));
        figures.put(
                "crowd of " + CROWD + " for 60 s: answers by status",
                "\"" + counted.toString().replace(",", ";") + "\"");
        figures.put("crowd: p99 of the wait for any answer, ms", Math.round(at(longest, 99)));
        figures.put("crowd: requests without an answer", lost.get());
        assertThat(counted.keySet()).as("served, or refused politely").isSubsetOf(200, 503);
        assertThat(counted).containsKeys(200, 503);
        assertThat(withoutTime).hasValue(0);
        assertThat(lost).hasValue(0);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
