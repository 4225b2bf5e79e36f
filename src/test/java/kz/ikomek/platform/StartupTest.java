package kz.ikomek.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import kz.ikomek.testing.StartedProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How the application starts, or says why it does not: each time as a process of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartupTest {

    private static final String RANDOM_PORT = "--server.port=0";

    @TempDir
    static Path folder;

    private EmbeddedPostgres server;

    @BeforeAll
    void aPostgresOfSomebodyElse() throws IOException, SQLException {
        Path data = folder.resolve("theirs");
        server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setRegisterShutdownHook(false)
                .start();
        sql("CREATE ROLE ikomek LOGIN SUPERUSER PASSWORD 'right'");
        Files.writeString(data.resolve("pg_hba.conf"), """
                host all postgres 127.0.0.1/32 trust
                host all all 127.0.0.1/32 scram-sha-256
                """);
        sql("SELECT pg_reload_conf()");
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    @Test
    void aSecondStartOnTheSameFolderSaysThatItIsInUseAndAnOrphanedServerIsTakenOver() {
        Path data = folder.resolve("ours");
        String here = "--ikomek.data-directory=" + data;
        try (var first = new StartedProcess(here, RANDOM_PORT)) {
            first.awaitReady();
            await().untilAsserted(() -> assertThat(first.console())
                    .contains("iKomek 109 is ready.", "Tasklist       http://localhost:", "operator, operator2"));

            try (var second = new StartedProcess(here, RANDOM_PORT)) {
                assertThat(second.exitCode()).isNotZero();
                assertOneSentence(second, "The data folder " + data + " is in use by another running iKomek 109");
            }

            first.kill();
        }
        assertThat(data.resolve("postgres/postmaster.pid"))
                .as("the server outlives the kill")
                .exists();
        try (var third = new StartedProcess(here, RANDOM_PORT)) {
            third.awaitReady();
            assertThat(third.console())
                    .contains("A PostgreSQL left behind by a killed process is stopped and taken over.");
        }
    }

    @Test
    void anUnreachableDatabaseIsOneSentence() throws IOException {
        int nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        try (var process = new StartedProcess(
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + nobody + "/postgres",
                "--spring.mail.host=127.0.0.1",
                RANDOM_PORT)) {
            assertThat(process.exitCode()).isNotZero();
            assertOneSentence(process, "The database cannot be reached: check the setting spring.datasource.url.");
        }
    }

    @Test
    void aDatabaseWithoutMailServerIsOneSentence() {
        try (var process =
                new StartedProcess("--spring.datasource.url=" + server.getJdbcUrl("ikomek", "postgres"), RANDOM_PORT)) {
            assertThat(process.exitCode()).isNotZero();
            assertOneSentence(process, "There is a database but no mail server: set spring.mail.host");
        }
    }

    @Test
    void aWrongPasswordIsOneSentence() {
        try (var process = new StartedProcess(theirs("wrong", RANDOM_PORT))) {
            assertThat(process.exitCode()).isNotZero();
            assertOneSentence(
                    process,
                    "The database refuses the login: check spring.datasource.username and"
                            + " spring.datasource.password.");
        }
    }

    @Test
    void withoutAnAdministratorItDoesNotStartAndWithOneItHasNoDemoAccountAndAPortInUseIsOneSentence()
            throws IOException, SQLException {
        try (var process = new StartedProcess(theirs("right", RANDOM_PORT))) {
            assertThat(process.exitCode()).isNotZero();
            assertOneSentence(process, "There is no administrator yet: set ikomek.first-administrator.id");
        }
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"));
                var process = new StartedProcess(theirs(
                        "right",
                        "--ikomek.first-administrator.id=aigul",
                        "--ikomek.first-administrator.password=a-long-secret",
                        "--server.port=" + taken.getLocalPort()))) {
            assertThat(process.exitCode()).isNotZero();
            assertOneSentence(process, "port " + taken.getLocalPort() + " was already in use");
        }
        assertThat(sql("SELECT string_agg(id_, ',') FROM act_id_user")).isEqualTo("aigul");
    }

    private String[] theirs(String password, String... more) {
        var all = new java.util.ArrayList<>(List.of(
                "--spring.datasource.url=" + server.getJdbcUrl("ikomek", "postgres"),
                "--spring.datasource.username=ikomek",
                "--spring.datasource.password=" + password,
                "--spring.mail.host=127.0.0.1"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static void assertOneSentence(StartedProcess process, String sentence) {
        assertThat(process.console().lines().filter(line -> !line.contains(" INFO ")))
                .singleElement()
                .asString()
                .startsWith("iKomek 109 does not start. ")
                .containsIgnoringCase(sentence);
    }

    private String sql(String statement) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                var running = connection.createStatement()) {
            return running.execute(statement) && running.getResultSet().next()
                    ? running.getResultSet().getString(1)
                    : "";
        }
    }
}
