package kz.ikomek.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import kz.ikomek.shared.StartupRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the default run's database refuses, and what it leaves alone. */
class EmbeddedDatabaseTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "full_page_writes", "synchronous_commit"})
    void aServerThatCouldLoseACommitIsRefused(String setting) throws IOException {
        var builder = EmbeddedPostgres.builder().setRegisterShutdownHook(false);
        for (String durable : List.of("fsync", "full_page_writes", "synchronous_commit")) {
            builder.setServerConfig(durable, durable.equals(setting) ? "off" : "on");
        }
        try (var server = builder.start()) {
            assertThatThrownBy(() -> EmbeddedDatabase.requireDurability(server.getPostgresDatabase()))
                    .isInstanceOf(StartupRefused.class)
                    .hasMessageStartingWith("PostgreSQL runs without " + setting);
        }
    }

    @Test
    void filesThatUndoDurabilityKeepItFromStartingAndNoServerIsLeftBehind() throws IOException, SQLException {
        try (var database = new EmbeddedDatabase(folder);
                var connection = DriverManager.getConnection(
                        database.getJdbcUrl(), database.getUsername(), database.getPassword());
                var statement = connection.createStatement()) {
            statement.execute("ALTER ROLE CURRENT_USER SET synchronous_commit = off");
        }
        assertThatThrownBy(() -> new EmbeddedDatabase(folder).close())
                .isInstanceOf(StartupRefused.class)
                .hasMessageStartingWith("PostgreSQL runs without synchronous_commit");
        assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    /** A process id is given again; this one went to a PostgreSQL of somebody else. */
    @Test
    void aServerOnOtherFilesIsLeftRunning() throws IOException {
        var theirs = Files.createDirectory(folder.resolve("theirs"));
        try (var other = EmbeddedPostgres.builder()
                .setDataDirectory(theirs)
                .setRegisterShutdownHook(false)
                .start()) {
            var ours = Files.createDirectories(folder.resolve("ours/postgres"));
            Files.copy(theirs.resolve("postmaster.pid"), ours.resolve("postmaster.pid"));
            new EmbeddedDatabase(folder.resolve("ours")).close();

            assertThatCode(() -> other.getPostgresDatabase().getConnection().close())
                    .doesNotThrowAnyException();
        }
    }
}
