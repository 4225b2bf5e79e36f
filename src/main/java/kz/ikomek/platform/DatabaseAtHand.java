package kz.ikomek.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import kz.ikomek.shared.StartupRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * The database that the settings name, for a command that starts nothing of the centre: on a server of its own, or the
 * embedded one, which is started where no centre runs on its folder, and used where one does.
 */
public final class DatabaseAtHand implements AutoCloseable {

    private final String url;
    private final Properties login;
    private final @Nullable EmbeddedDatabase started;

    private DatabaseAtHand(
            String url, @Nullable String user, @Nullable String password, @Nullable EmbeddedDatabase started) {
        this.url = url;
        this.login = new Properties();
        if (user != null) {
            login.setProperty("user", user);
        }
        if (password != null) {
            login.setProperty("password", password);
        }
        // It would quote what it refuses.
        login.setProperty("logServerErrorDetail", "false");
        login.setProperty("ApplicationName", "ikomek-109 command");
        this.started = started;
    }

    /**
     * Finds it.
     *
     * @throws StartupRefused when the folder of the embedded database has none, or it does not start
     */
    public static DatabaseAtHand of(Environment settings) {
        String url = settings.getProperty("spring.datasource.url");
        if (url != null) {
            return new DatabaseAtHand(
                    url,
                    settings.getProperty("spring.datasource.username"),
                    settings.getProperty("spring.datasource.password"),
                    null);
        }
        Path folder = Path.of(settings.getRequiredProperty("ikomek.data-directory"))
                .toAbsolutePath()
                .normalize();
        if (!Files.isDirectory(folder.resolve("postgres"))) {
            throw new StartupRefused("There is no data in " + folder
                    + "; name the folder with ikomek.data-directory, or the database with spring.datasource.url.");
        }
        String running = EmbeddedDatabase.runningIn(folder);
        if (running != null) {
            return new DatabaseAtHand(running, EmbeddedDatabase.APPLICATION, EmbeddedDatabase.APPLICATION, null);
        }
        var own = new EmbeddedDatabase(folder);
        return new DatabaseAtHand(own.getJdbcUrl(), own.getUsername(), own.getPassword(), own);
    }

    /** A connection with the rights of the application. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, login);
    }

    @Override
    public void close() throws IOException {
        if (started != null) {
            started.close();
        }
    }
}
