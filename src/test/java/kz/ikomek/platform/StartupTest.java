package kz.ikomek.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.testing.StartedProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

/** How the application starts, or says why it does not: each time as a process of its own. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("processes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartupTest {

    private static final String RANDOM_PORT = "--server.port=0";
    private static final String WORDS = "Аулада жарық жоқ, өшпеген сөз";

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
        sql("CREATE ROLE owner LOGIN SUPERUSER PASSWORD 'owns'");
        sql("CREATE ROLE ikomek_application NOLOGIN");
        sql("CREATE ROLE ikomek LOGIN PASSWORD 'right' IN ROLE ikomek_application");
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

    /** The third start finds no program to send signals with: slim systems have none. */
    @Test
    void aSecondStartOnTheSameFolderSaysThatItIsInUseAndAKilledOneIsTakenOverWithAllItHad() throws IOException {
        Path data = folder.resolve("ours");
        String here = "--ikomek.data-directory=" + data;
        String appeal;
        try (var first = new StartedProcess(here, RANDOM_PORT)) {
            appeal = "/staff/appeals/" + registered(first.port());
            await().untilAsserted(() -> assertThat(first.console())
                    .contains("iKomek 109 is ready.", "Tasklist       http://localhost:", "operator, operator2"));
            assertThat(StaffClient.session(first.port(), "operator")
                            .getAbsolute("/mailcatcher")
                            .status())
                    .isEqualTo(200);

            try (var second = new StartedProcess(here, RANDOM_PORT)) {
                assertThat(second.exitCode()).isNotZero();
                assertOneSentence(second, "The data folder " + data + " is in use by another running iKomek 109");
            }

            first.kill();
        }
        assertThat(data.resolve("postgres/postmaster.pid"))
                .as("the server outlives the kill")
                .exists();
        Path programs = programsWithout("kill");
        Path log = folder.resolve("centre.log");
        try (var third = StartedProcess.withPath(programs, here, RANDOM_PORT, "--logging.file.name=" + log)) {
            third.awaitReady();
            assertThat(log).content().contains("Started IKomekApplication");
            assertThat(third.console())
                    .contains("A PostgreSQL left behind by a killed process is stopped and taken over.");
            assertThat(StaffClient.session(third.port(), "operator")
                            .getAbsolute(appeal)
                            .body())
                    .contains(WORDS);
        }
        FileSystemUtils.deleteRecursively(programs);
    }

    /** The other tests run as whoever runs them; where that is root, an ordinary user is tried here. */
    @Test
    @EnabledIf("isRoot")
    void anOrdinaryUserStartsItToo() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path home = Files.createDirectory(folder.resolve("nobody"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (var process = StartedProcess.asNobody(home, RANDOM_PORT)) {
            process.awaitReady();
            assertThat(Files.getAttribute(home.resolve("data/postgres/postmaster.pid"), "unix:uid"))
                    .isEqualTo(65534);
        }
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
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

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:5432/ikomek", "jdbc:mysql://localhost/ikomek", "jdbc:postgresql://localhost:x/y"})
    void anAddressThatIsNoneIsOneSentence(String address) {
        try (var process =
                new StartedProcess("--spring.datasource.url=" + address, "--spring.mail.host=127.0.0.1", RANDOM_PORT)) {
            assertThat(process.exitCode()).isNotZero();
            assertOneSentence(
                    process, "spring.datasource.url must be written as jdbc:postgresql://host:port/database.");
        }
    }

    @Test
    void aRoleThatMayMakeNoTablesIsOneSentence() throws SQLException {
        sql("CREATE ROLE guest LOGIN PASSWORD 'right'");
        sql("CREATE DATABASE guests");
        try (var process = new StartedProcess(
                "--spring.datasource.url=" + server.getJdbcUrl("guest", "guests"),
                "--spring.datasource.username=guest",
                "--spring.datasource.password=right",
                "--spring.mail.host=127.0.0.1",
                RANDOM_PORT)) {
            assertThat(process.exitCode()).isNotZero();
            assertOneSentence(process, "The database login may not make tables: let spring.flyway.user own");
        }
    }

    @Test
    void aNodeOfTheVersionBeforeThatStillRunsIsOneSentence() throws SQLException {
        sql("CREATE DATABASE busy");
        try (Connection before = DriverManager.getConnection(url("busy"), "postgres", "postgres");
                Statement statement = before.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(109, hashtext('a node'))");
            try (var process = new StartedProcess(
                    "--spring.datasource.url=" + url("busy"),
                    "--spring.datasource.username=postgres",
                    "--spring.datasource.password=postgres",
                    "--spring.mail.host=127.0.0.1",
                    RANDOM_PORT)) {
                assertThat(process.exitCode()).isNotZero();
                assertThat(process.console())
                        .contains("iKomek 109 does not start. Nodes of the version before still run on this database")
                        .doesNotContain("\tat ");
            }
        }
    }

    @Test
    void aDatabaseWithoutMailServerIsOneSentence() {
        try (var process = new StartedProcess("--spring.datasource.url=" + url("postgres"), RANDOM_PORT)) {
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
        String[] administrator = {
            "--ikomek.first-administrator.id=aigul", "--ikomek.first-administrator.password=a-long-secret"
        };
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"));
                var process = new StartedProcess(
                        theirs("right", administrator[0], administrator[1], "--server.port=" + taken.getLocalPort()))) {
            assertThat(process.exitCode()).isNotZero();
            assertOneSentence(process, "port " + taken.getLocalPort() + " was already in use");
        }
        try (var process = new StartedProcess(theirs("right", RANDOM_PORT))) {
            int port = process.port();
            assertThat(process.console()).doesNotContain("Demo logins", "Mail catcher");
            var aigul = StaffClient.session(port, "aigul", "a-long-secret");
            assertThat(aigul.getAbsolute("/staff").status())
                    .as("not before the first password is changed")
                    .isEqualTo(403);
            String own = "correct+horse+battery";
            aigul.submit(
                    "/staff/password",
                    "/staff/password",
                    "presentPassword=a-long-secret&newPassword=" + own + "&repeatedPassword=" + own);
            assertThat(aigul.getAbsolute("/staff").status()).isEqualTo(200);
            assertThat(aigul.getAbsolute("/mailcatcher").status()).isEqualTo(404);
        }
        assertThat(sql("SELECT string_agg(id_, ',') FROM act_id_user")).isEqualTo("aigul");
    }

    @Test
    void aLoginThatCouldChangeTheJournalIsOneSentence() throws SQLException {
        sql("CREATE DATABASE owned");
        try (var process = new StartedProcess(
                "--spring.datasource.url=" + url("owned"),
                "--spring.datasource.username=owner",
                "--spring.datasource.password=owns",
                "--spring.mail.host=127.0.0.1",
                RANDOM_PORT)) {
            assertThat(process.exitCode()).isNotZero();
            assertOneSentence(process, "The database login of the application could change the journal");
        }
    }

    private static String registered(int port) {
        var answer = StaffClient.basic(port, "operator")
                .post("/process-definition/key/appeal/submit-form", """
                        {"variables": {
                          "text": {"value": "%s", "type": "String"},
                          "category": {"value": "street-lighting", "type": "String"},
                          "district": {"value": "abai", "type": "String"},
                          "channel": {"value": "PHONE", "type": "String"},
                          "language": {"value": "kk", "type": "String"},
                          "address": {"value": "Тәуке хан даңғылы, 12", "type": "String"},
                          "phone": {"value": "8 701 123 45 67", "type": "String"}}}
                        """.formatted(WORDS));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("businessKey").asText();
    }

    /** A folder with every program of this system but one. */
    private static Path programsWithout(String missing) throws IOException {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        for (String place : System.getenv("PATH").split(File.pathSeparator)) {
            if (!Files.isDirectory(Path.of(place))) {
                continue;
            }
            try (var found = Files.list(Path.of(place))) {
                for (Path program : found.toList()) {
                    Path link = programs.resolve(program.getFileName());
                    if (!program.endsWith(missing) && !Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                        Files.createSymbolicLink(link, program);
                    }
                }
            }
        }
        return programs;
    }

    private String[] theirs(String password, String... more) {
        var all = new java.util.ArrayList<>(List.of(
                "--spring.datasource.url=" + url("postgres"),
                "--spring.datasource.username=ikomek",
                "--spring.datasource.password=" + password,
                "--spring.flyway.user=owner",
                "--spring.flyway.password=owns",
                "--spring.mail.host=127.0.0.1"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** Without a login in it, which would count more than the settings. */
    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
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
