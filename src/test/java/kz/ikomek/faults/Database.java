package kz.ikomek.faults;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A PostgreSQL of its own, outside of all nodes, durable and set up as {@code docs/audit.md} says. */
final class Database implements AutoCloseable {

    private static final String OWNER = "postgres";
    private static final String LOGIN = "ikomek";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path files;
    private final int port;
    private EmbeddedPostgres server;

    Database(Path files) {
        this.files = files;
        this.port = Node.freePort();
        this.server = start();
        JdbcClient owner = owner();
        owner.sql("CREATE ROLE ikomek_application NOLOGIN").update();
        owner.sql("CREATE ROLE " + LOGIN + " LOGIN PASSWORD '" + LOGIN + "' IN ROLE ikomek_application")
                .update();
    }

    private EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(files)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(PATIENCE)
                    .setPort(port)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "150")
                    .setServerConfig("shared_buffers", "128MB")
                    .setServerConfig("max_wal_size", "128MB")
                    .setServerConfig("min_wal_size", "32MB")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As who runs the centre does, when the server gave up. */
    void startAgain() throws IOException {
        server.close();
        server = start();
    }

    /** What a node is told of it, with demo staff. */
    List<String> settings() {
        return List.of(
                "--spring.datasource.url=" + url(),
                "--spring.datasource.username=" + LOGIN,
                "--spring.datasource.password=" + LOGIN,
                "--spring.flyway.user=" + OWNER,
                "--spring.flyway.password=" + OWNER,
                "--ikomek.demo=true",
                "--ikomek.login.easy-passwords=true");
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** The address with the owner's login. */
    String ownersUrl() {
        return url() + "?user=" + OWNER + "&password=" + OWNER;
    }

    /** For questions of the driver, each on a connection of its own. */
    JdbcClient owner() {
        return JdbcClient.create(new DriverManagerDataSource(ownersUrl()));
    }

    /** A connection of the owner. */
    Connection connection() throws SQLException {
        return DriverManager.getConnection(ownersUrl());
    }

    /** Whether the server answers again within a while, by itself. */
    boolean comesBack() {
        try {
            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> owner().sql("SELECT 1").query(Integer.class).single() == 1);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
