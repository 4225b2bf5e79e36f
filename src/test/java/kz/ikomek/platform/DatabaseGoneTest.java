package kz.ikomek.platform;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.testing.StaffClient.Answer;
import kz.ikomek.testing.StartedProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole application, in a process of its own, whose PostgreSQL dies while people are at work. */
class DatabaseGoneTest {

    private static final Pattern PORT = Pattern.compile("Tasklist\\s+http://localhost:(\\d+)/");

    @TempDir
    static Path folder;

    @Test
    void everyWayInSaysThatTheDatabaseCannotBeReached() throws IOException {
        try (var server = new StartedProcess(
                "--ikomek.data-directory=" + folder,
                "--server.port=0",
                "--spring.datasource.hikari.connection-timeout=1000")) {
            server.awaitReady();
            var told = PORT.matcher(server.console());
            assertThat(told.find()).isTrue();
            int port = Integer.parseInt(requireNonNull(told.group(1)));
            var operator = StaffClient.session(port, "operator");
            assertThat(operator.getAbsolute("/staff").status()).isEqualTo(200);

            databaseDies();

            var ways = Map.<String, Answer>of(
                    "our page", operator.getAbsolute("/staff?query=1000%200280"),
                    "our interface", operator.getAbsolute("/api/tasks/cards?id=1"),
                    "Tasklist's list", operator.get("/task"),
                    "Tasklist's form", operator.post("/task/1/complete", "{}"),
                    "the engine's login", StaffClient.basic(port, "operator").get("/task"));
            ways.forEach((way, answer) ->
                    assertThat(answer.status()).as(way + ": " + answer.body()).isEqualTo(503));
            assertThat(ways).allSatisfy((way, answer) -> {
                if (!way.equals("our page")) {
                    assertThat(answer.json().path("detail").asText())
                            .as(way)
                            .startsWith("Деректер қоры уақытша қолжетімсіз.");
                }
            });
            assertThat(server.console().lines().filter(line -> line.contains("is answered with 503")))
                    .hasSize(ways.size())
                    .allSatisfy(line -> assertThat(line).contains(" ERROR ").doesNotContain("1000"));
        }
    }

    private static void databaseDies() throws IOException {
        String pid = Files.readAllLines(folder.resolve("postgres").resolve("postmaster.pid"))
                .get(0)
                .strip();
        var postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        var all = Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }
}
