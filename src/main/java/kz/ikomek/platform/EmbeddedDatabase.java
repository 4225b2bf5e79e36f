package kz.ikomek.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import kz.ikomek.shared.StartupRefused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;

/**
 * PostgreSQL 17 of the default run: a real, durable server whose data stays in a folder. One living process owns the
 * folder; a server that a killed process left behind is stopped and taken over.
 */
final class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final List<String> DURABILITY = List.of("fsync", "full_page_writes", "synchronous_commit");
    private static final int NOTED_PORT = 3;
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final String OWNER = "postgres";
    /** Login of the application, and its password: the server listens on loopback only. */
    static final String APPLICATION = "ikomek";

    /** The application's login is no owner of anything: docs/audit.md. */
    private static final String LOGIN = """
            DO
            $$
            BEGIN
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ikomek_application') THEN
                    CREATE ROLE ikomek_application NOLOGIN;
                END IF;
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ikomek') THEN
                    CREATE ROLE ikomek LOGIN PASSWORD 'ikomek' IN ROLE ikomek_application;
                END IF;
            END
            $$
            """;

    private final FileChannel lock;
    private final EmbeddedPostgres server;

    EmbeddedDatabase(Path folder) {
        Path home = folder.toAbsolutePath().normalize();
        Path files = home.resolve("postgres");
        try {
            Files.createDirectories(home);
            this.lock =
                    FileChannel.open(home.resolve("in-use.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            own(home);
            stopOrphan(files);
            var builder = EmbeddedPostgres.builder()
                    .setDataDirectory(files)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofSeconds(60));
            DURABILITY.forEach(setting -> builder.setServerConfig(setting, "on"));
            this.server = builder.setServerConfig("max_connections", "100")
                    .setServerConfig("shared_buffers", "256MB")
                    .start();
        } catch (IOException e) {
            throw new StartupRefused("The embedded PostgreSQL could not be started in " + home + ".", e);
        }
        prepare(home);
    }

    @Override
    public String getUsername() {
        return APPLICATION;
    }

    @Override
    public String getPassword() {
        return APPLICATION;
    }

    @Override
    public String getJdbcUrl() {
        return server.getJdbcUrl(APPLICATION, OWNER);
    }

    /** Who owns the tables: migrates them and grants rights, and does nothing else. */
    FlywayConnectionDetails owner() {
        return new Owner(server.getJdbcUrl(OWNER, OWNER));
    }

    /**
     * Where the server listens that a living process has on this folder; null when none lives on it.
     *
     * @throws StartupRefused when one does, and its server does not answer yet
     */
    static @Nullable String runningIn(Path home) {
        try (var channel =
                FileChannel.open(home.resolve("in-use.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                return null;
            }
            List<String> note = Files.readAllLines(home.resolve("postgres").resolve("postmaster.pid"));
            return "jdbc:postgresql://localhost:"
                    + Integer.parseInt(note.get(NOTED_PORT).strip()) + "/" + OWNER;
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            throw new StartupRefused("The centre on " + home + " is starting or stopping; try again in a minute.", e);
        }
    }

    private record Owner(String url) implements FlywayConnectionDetails {

        @Override
        public String getUsername() {
            return OWNER;
        }

        @Override
        public String getPassword() {
            return OWNER;
        }

        @Override
        public String getJdbcUrl() {
            return url;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        lock.close();
    }

    private void prepare(Path home) {
        try {
            makeLogin(server.getPostgresDatabase());
            // A login may have settings of its own.
            requireDurability(server.getDatabase(APPLICATION, OWNER));
        } catch (SQLException | StartupRefused e) {
            try {
                close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw e instanceof StartupRefused refused
                    ? refused
                    : new StartupRefused("The embedded PostgreSQL could not be asked in " + home + ".", e);
        }
    }

    private void own(Path home) throws IOException {
        try {
            if (lock.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            log.debug("locked by this very process", e);
        }
        lock.close();
        throw new StartupRefused("The data folder " + home
                + " is in use by another running iKomek 109; stop that one, or choose another folder with"
                + " ikomek.data-directory.");
    }

    /**
     * Nobody holds the lock, so a server that still runs on these files belongs to a process that was killed. The noted
     * process id may long be somebody else's, so it is stopped only if it names these very files.
     */
    private static void stopOrphan(Path files) throws IOException {
        Path pidFile = files.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
        Path program = ProcessHandle.of(pid)
                .filter(process -> runsOn(files, process.info()))
                .flatMap(process -> process.info().command())
                .map(Path::of)
                .orElse(null);
        if (program == null) {
            Files.deleteIfExists(pidFile);
            return;
        }
        log.warn("A PostgreSQL left behind by a killed process is stopped and taken over.");
        stop(program.resolveSibling("pg_ctl"), files);
    }

    /** Where the system does not tell arguments (Windows), the program's name has to do. */
    private static boolean runsOn(Path files, ProcessHandle.Info process) {
        return process.command().orElse("").contains("postgres")
                && process.arguments()
                        .map(arguments -> List.of(arguments).contains(files.toString()))
                        .orElse(true);
    }

    /** Fast: whoever is still connected is sent away. PostgreSQL's programs refuse root, hence the other user. */
    private static void stop(Path pgCtl, Path files) throws IOException {
        List<String> command = new ArrayList<>(LinuxUtils.isUnshareAvailable() ? List.of("unshare", "-U") : List.of());
        command.addAll(List.of(
                pgCtl.toString(),
                "stop",
                "-D",
                files.toString(),
                "-m",
                "fast",
                "-w",
                "-t",
                Long.toString(STOP.toSeconds())));
        var stopping = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (stopping.waitFor() != 0) {
                throw new IOException("the orphaned server does not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void makeLogin(DataSource server) throws SQLException {
        try (var connection = server.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(LOGIN);
        }
    }

    /** Asks the server itself: what was set for it may be undone in its files. */
    static void requireDurability(DataSource server) throws SQLException {
        try (var connection = server.getConnection();
                var statement = connection.createStatement()) {
            for (String setting : DURABILITY) {
                try (var row = statement.executeQuery("SHOW " + setting)) {
                    if (!row.next() || !"on".equals(row.getString(1))) {
                        throw new StartupRefused("PostgreSQL runs without " + setting
                                + "; a crash could lose acknowledged appeals, so the centre does not start.");
                    }
                }
            }
        }
    }
}
