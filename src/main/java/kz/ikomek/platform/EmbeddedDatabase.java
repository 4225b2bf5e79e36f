package kz.ikomek.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kz.ikomek.shared.StartupRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;

/**
 * PostgreSQL 17 of the default run: a real, durable server whose data stays in a folder. One living process owns the
 * folder; a server that a killed process left behind is stopped and taken over.
 */
final class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final List<String> DURABILITY = List.of("fsync", "full_page_writes", "synchronous_commit");
    private static final Duration STOP = Duration.ofSeconds(30);

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
            requireDurability();
        } catch (IOException | SQLException e) {
            throw new StartupRefused("The embedded PostgreSQL could not be started in " + home + ".", e);
        }
    }

    @Override
    public String getUsername() {
        return "postgres";
    }

    @Override
    public String getPassword() {
        return "postgres";
    }

    @Override
    public String getJdbcUrl() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public void close() throws IOException {
        server.close();
        lock.close();
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

    /** Nobody holds the lock, so a server that still runs on these files belongs to a process that was killed. */
    private static void stopOrphan(Path files) throws IOException {
        Path pidFile = files.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
        ProcessHandle orphan = ProcessHandle.of(pid).orElse(null);
        if (orphan == null || !orphan.info().command().orElse("").contains("postgres")) {
            Files.deleteIfExists(pidFile);
            return;
        }
        log.warn("A PostgreSQL left behind by a killed process is stopped and taken over.");
        new ProcessBuilder("kill", "-INT", Long.toString(pid)).inheritIO().start();
        try {
            orphan.onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException("the orphaned server does not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void requireDurability() throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
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
