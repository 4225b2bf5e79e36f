package kz.ikomek.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The one PostgreSQL of a run, with the settings of the product's own; it notes besides when each transaction was
 * committed.
 */
final class Server implements AutoCloseable {

    static final String USER = "postgres";

    private static final List<String> DURABILITY = List.of("fsync", "full_page_writes", "synchronous_commit");
    private static final int COMMITS = 200;

    private final EmbeddedPostgres postgres;
    private final Path files;

    Server(Path files) {
        this(files, Map.of());
    }

    /** With settings of PostgreSQL besides. */
    Server(Path files, Map<String, String> settings) {
        this.files = files;
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(files)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60));
        DURABILITY.forEach(setting -> builder.setServerConfig(setting, "on"));
        settings.forEach(builder::setServerConfig);
        try {
            this.postgres = builder.setServerConfig("max_connections", "100")
                    .setServerConfig("shared_buffers", "256MB")
                    .setServerConfig("track_commit_timestamp", "on")
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements,auto_explain")
                    .setServerConfig("pg_stat_statements.track_utility", "off")
                    .setServerConfig("pg_stat_statements.max", "10000")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server's first process; the others are its children. */
    ProcessHandle process() {
        try (Stream<String> lines = Files.lines(files.resolve("postmaster.pid"))) {
            return ProcessHandle.of(
                            Long.parseLong(lines.findFirst().orElseThrow().strip()))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database;
    }

    /** A small pool, for what the benchmark itself asks. */
    HikariDataSource pool(String database) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url(database));
        pool.setUsername(USER);
        pool.setPassword(USER);
        pool.setMaximumPoolSize(4);
        return pool;
    }

    /** Fails where a crash could lose what was acknowledged, for such a database makes every figure a lie. */
    static void requireDurability(JdbcClient jdbc) {
        DURABILITY.forEach(setting -> assertThat(
                        jdbc.sql("SHOW " + setting).query(String.class).single())
                .as(setting)
                .isEqualTo("on"));
    }

    /** Milliseconds that one durable commit of one row takes on this machine, the median. */
    static double commitMillis(JdbcClient jdbc) {
        jdbc.sql("CREATE TABLE commits (at timestamptz)").update();
        double[] took = new double[COMMITS];
        for (int i = 0; i < COMMITS; i++) {
            long before = System.nanoTime();
            jdbc.sql("INSERT INTO commits VALUES (now())").update();
            took[i] = (System.nanoTime() - before) / 1e6;
        }
        jdbc.sql("DROP TABLE commits").update();
        Arrays.sort(took);
        return took[COMMITS / 2];
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
