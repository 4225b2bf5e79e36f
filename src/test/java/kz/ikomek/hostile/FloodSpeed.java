package kz.ikomek.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import kz.ikomek.shared.MovableClock;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.workflow.Centre;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * How long an operator waits for the desk, a search and a registration while nobody floods the server, while one address
 * does under the limits as they are, and while the same flood comes from an address for which there are practically none.
 * Operator, flood and server share this machine, so the same flood also goes past our server, to a port that only says 429:
 * what is slow then is slow by the sending. No part of the test run. Started by
 *
 * <pre>./mvnw test -Dtest=FloodSpeed</pre>
 *
 * Settings: {@code -Dflood.rounds}, {@code -Dflood.pace} (requests a second). It fails when under the limits a p99 is above
 * 500 ms, when the operator's steps take in the middle more than half as long again as beside the flood that goes past, or
 * when an operator is refused.
 */
@IntegrationTest
class FloodSpeed {

    private static final int ROUNDS = Integer.getInteger("flood.rounds", 300);
    private static final int PACE = Integer.getInteger("flood.pace", 400);
    private static final int FLOODERS = 8;
    private static final String STRANGER = "127.0.0.2";
    private static final double LONGEST_P99 = 500;
    private static final double SLOWER_AT_MOST = 1.5;

    @LocalServerPort
    int port;

    @Autowired
    Centre centre;

    @Autowired
    MovableClock clock;

    private Session operator;

    @Test
    void aFloodFromOneAddress() throws InterruptedException, IOException {
        centre.itIs("2026-11-17T11:00");
        for (int i = 0; i < 50; i++) {
            centre.registered("water");
        }
        var http = new RawHttp(port, "127.0.0.1");
        operator = Session.of(http, "operator");
        HttpServer elsewhere = elsewhere();
        try {
            int past = elsewhere.getAddress().getPort();
            System.out.println("Not counted, until everything is warm:");
            flooded("flood, practically without", http, port, "127.0.0.1");
            flooded("flood, past our server", http, past, STRANGER);
            flooded("flood, with limits", http, port, STRANGER);
            System.out.println("| | desk p50 / p99 ms | search | register | flood, by answer |");
            System.out.println("|---|---|---|---|---|");
            row("quiet", measured(http, ROUNDS), Map.of());
            double beside = middle(flooded("flood, past our server", http, past, STRANGER));
            var limited = flooded("flood, with limits", http, port, STRANGER);
            flooded("flood, practically without", http, port, "127.0.0.1");
            var again = flooded("flood, with limits, again", http, port, STRANGER);
            beside += middle(flooded("flood, past our server, again", http, past, STRANGER));
            row("quiet again", measured(http, ROUNDS), Map.of());
            for (var turn : List.of(limited, again)) {
                turn.values().forEach(times -> assertThat(at(times, 99)).isLessThan(LONGEST_P99));
            }
            assertThat(middle(limited) + middle(again)).isLessThan(SLOWER_AT_MOST * beside);
        } finally {
            elsewhere.stop(0);
        }
    }

    /** Says 429 to everybody and does nothing else. */
    private static HttpServer elsewhere() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(429, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    /** The middle of one step of each kind together, in milliseconds. */
    private static double middle(Map<String, double[]> times) {
        return times.values().stream().mapToDouble(all -> at(all, 50)).sum();
    }

    private Map<String, double[]> flooded(String what, RawHttp http, int at, String address)
            throws InterruptedException {
        var answers = new ConcurrentHashMap<Integer, AtomicInteger>();
        var flood = flood(new RawHttp(at, address), answers);
        Map<String, double[]> times;
        try {
            times = measured(http, ROUNDS);
        } finally {
            flood.shutdownNow();
            assertThat(flood.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
        row(what, times, answers);
        return times;
    }

    private static ScheduledExecutorService flood(RawHttp http, Map<Integer, AtomicInteger> answers) {
        List<RawHttp.Request> asked = List.of(
                RawHttp.get("/engine-rest/task").with("Authorization: Basic bm9ib2R5Ondyb25n"),
                RawHttp.get("/login"),
                RawHttp.get("/m/guessed"),
                RawHttp.form("/api/telephony/events", "event=newCall"));
        var next = new AtomicInteger();
        var flood = Executors.newScheduledThreadPool(FLOODERS);
        for (int i = 0; i < FLOODERS; i++) {
            flood.scheduleAtFixedRate(
                    () -> answers.computeIfAbsent(
                                    http.send(asked.get(Math.floorMod(next.getAndIncrement(), asked.size())))
                                            .status(),
                                    status -> new AtomicInteger())
                            .incrementAndGet(),
                    0,
                    TimeUnit.SECONDS.toMicros(FLOODERS) / PACE,
                    TimeUnit.MICROSECONDS);
        }
        return flood;
    }

    private Map<String, double[]> measured(RawHttp http, int rounds) {
        var steps = new LinkedHashMap<String, IntFunction<RawHttp.Request>>();
        steps.put("desk", i -> RawHttp.get("/desk"));
        steps.put("search", i -> RawHttp.get("/staff?query=" + HostileTexts.encoded("Тәуке хан " + i)));
        steps.put(
                "register",
                i -> RawHttp.form(
                        "/desk/register",
                        "call=" + UUID.randomUUID() + "&startedAt="
                                + clock.instant().toEpochMilli()
                                + "&talkLanguage=kk&channel=PHONE&category=water&district=abai&text=su&residentName=A&address="
                                + HostileTexts.encoded("Тәуке хан даңғылы, " + i) + "&phone=8701"
                                + (1_000_000 + i)));
        var times = new LinkedHashMap<String, double[]>();
        steps.keySet().forEach(what -> times.put(what, new double[rounds]));
        for (int i = 0; i < rounds; i++) {
            for (var step : steps.entrySet()) {
                var request = operator.in(step.getValue().apply(i));
                long began = System.nanoTime();
                int status = http.send(request).status();
                times.get(step.getKey())[i] = (System.nanoTime() - began) / 1e6;
                assertThat(status).as(step.getKey()).isEqualTo(step.getKey().equals("register") ? 302 : 200);
            }
        }
        return times;
    }

    private static void row(String what, Map<String, double[]> times, Map<Integer, AtomicInteger> answers) {
        var cells = new ArrayList<String>();
        times.values().forEach(all -> cells.add("%.0f / %.0f".formatted(at(all, 50), at(all, 99))));
        System.out.printf("| %s | %s | %s |%n", what, String.join(" | ", cells), answers);
    }

    private static double at(double[] times, int percent) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length * percent / 100];
    }
}
