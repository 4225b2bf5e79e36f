package kz.ikomek.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Owner;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** More requests at once than can be served, over real HTTP: all that are let in wait for one lock of the database. */
@IntegrationTest
class TooManyAtOnceTest {

    /** Milliseconds; who waits does so for 2 000. */
    private static final long AT_ONCE = 1_800;

    @LocalServerPort
    int port;

    @Autowired
    Environment settings;

    @Autowired
    Owner owner;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MeterRegistry meters;

    @Test
    void theRestIsRefusedAndThoseWhoWereLetInAreServed() throws Exception {
        int atOnce = settings.getRequiredProperty("ikomek.limits.at-once", Integer.class);
        int waiting = settings.getRequiredProperty("ikomek.limits.waiting", Integer.class);
        Session.nobodyWaits(jdbc);
        var http = new RawHttp(port, "127.0.0.1");
        var inspector = Session.of(http, "inspector");
        var operator = Session.of(http, "operator");
        var search = inspector.in(RawHttp.get("/staff?query=" + HostileTexts.encoded("мұндай сөз жоқ")));
        assertThat(http.send(search).status()).isEqualTo(200);
        ExecutorService people = Executors.newCachedThreadPool();
        try (var connection = owner.data().getConnection();
                var lock = connection.createStatement()) {
            connection.setAutoCommit(false);
            lock.execute("LOCK TABLE appeals.appeal, appeals.search IN ACCESS EXCLUSIVE MODE");
            var letIn = asked(people, http, search, atOnce);
            await().until(() -> blocked() >= atOnce);

            // Nobody waits yet: these wait for two seconds, in vain.
            var page = asked(people, http, search, 1).get(0);
            var program = asked(people, http, inspector.in(RawHttp.get("/api/tasks/cards?id=1")), 1)
                    .get(0);
            var watcher = http.send(new RawHttp.Request(
                    "GET", "/actuator/health/liveness", List.of("Accept: application/json"), new byte[0]));
            assertThat(watcher.status()).isEqualTo(200);
            assertThat(page.join().status()).isEqualTo(503);
            assertThat(page.join().header("retry-after")).isEqualTo("2");
            assertThat(page.join().body())
                    .contains("Дәл қазір сервердің жұмысы тым көп", "2 секундтан кейін")
                    .doesNotContain("null");
            assertThat(program.join().status()).isEqualTo(503);
            assertThat(new ObjectMapper()
                            .readTree(program.join().body())
                            .path("detail")
                            .asText())
                    .startsWith("Дәл қазір сервердің жұмысы тым көп.");

            // Half the places to wait are for whoever has a caller on the line.
            var ordinary = asked(people, http, search, waiting / 2);
            await().until(() -> waitingNow() >= waiting / 2);
            long began = System.nanoTime();
            assertThat(http.send(search).status()).isEqualTo(503);
            assertThat(millisSince(began)).as("refused at once").isLessThan(AT_ONCE);
            var desk = CompletableFuture.supplyAsync(
                    () -> {
                        long asked = System.nanoTime();
                        var reply = http.send(operator.in(RawHttp.get("/desk/register/10000012")));
                        return reply.status() != 503 || millisSince(asked) > AT_ONCE;
                    },
                    people);
            Thread.sleep(100);
            connection.rollback();

            assertThat(letIn).allSatisfy(one -> assertThat(one.join().status()).isEqualTo(200));
            ordinary.forEach(one -> assertThat(one.join().status()).isIn(200, 503));
            assertThat(desk.join()).as("served, or let wait at least").isTrue();
            assertThat(http.send(search).status()).as("it recovers by itself").isEqualTo(200);
        } finally {
            people.shutdownNow();
        }
    }

    private static List<CompletableFuture<RawHttp.Reply>> asked(
            ExecutorService people, RawHttp http, RawHttp.Request request, int times) {
        var all = new ArrayList<CompletableFuture<RawHttp.Reply>>();
        for (int i = 0; i < times; i++) {
            all.add(CompletableFuture.supplyAsync(() -> http.send(request), people));
        }
        return all;
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    private long blocked() {
        return jdbc.sql("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                .query(Long.class)
                .single();
    }

    private double waitingNow() {
        return meters.get("ikomek.requests.waiting").gauge().value();
    }
}
