package kz.ikomek.shared;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;

/** A connection beside the pool, for what is kept for as long as the node lives. */
public final class StandingConnection {

    private static final int CONNECT_SECONDS = 10;

    private StandingConnection() {}

    /**
     * Opens one.
     *
     * @param name what PostgreSQL calls it in {@code pg_stat_activity}
     * @throws SQLException when the database cannot be reached
     */
    public static Connection open(JdbcConnectionDetails database, String name) throws SQLException {
        var properties = new Properties();
        set(properties, PGProperty.USER, database.getUsername());
        set(properties, PGProperty.PASSWORD, database.getPassword());
        set(properties, PGProperty.APPLICATION_NAME, "ikomek-109 " + name);
        set(properties, PGProperty.CONNECT_TIMEOUT, Integer.toString(CONNECT_SECONDS));
        set(properties, PGProperty.TCP_KEEP_ALIVE, "true");
        set(properties, PGProperty.LOG_SERVER_ERROR_DETAIL, "false");
        return DriverManager.getConnection(database.getJdbcUrl(), properties);
    }

    private static void set(Properties properties, PGProperty property, @Nullable String value) {
        if (value != null) {
            property.set(properties, value);
        }
    }
}
