package kz.ikomek.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import kz.ikomek.shared.StartupRefused;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * After each migration the owner grants the application's role what it needs, and it is made sure that the login which
 * the application works with cannot change the journal: else the centre does not start.
 */
@Component
class DatabaseRights implements Callback {

    private static final ClassPathResource RIGHTS = new ClassPathResource("db/audit/rights.sql");

    private final JdbcConnectionDetails login;
    private final boolean ownerMayRun;

    DatabaseRights(JdbcConnectionDetails login, @Value("${ikomek.audit.owner-may-run:false}") boolean ownerMayRun) {
        this.login = login;
        this.ownerMayRun = ownerMayRun;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            grant(context.getConnection());
            check(context.getConnection());
        } catch (SQLException e) {
            throw new StartupRefused(
                    "The rights of the role ikomek_application cannot be granted: let"
                            + " spring.flyway.user own the database.",
                    e);
        }
    }

    @Override
    public String getCallbackName() {
        return "database rights";
    }

    private static void grant(Connection owner) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(RIGHTS.getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(Connection owner) throws SQLException {
        String user = login.getUsername();
        if (user == null || ownerMayRun) {
            return;
        }
        try (var asked = owner.prepareStatement("SELECT bool_or(r.rolsuper OR pg_has_role(r.oid, c.relowner, 'MEMBER')"
                + " OR has_table_privilege(r.oid, c.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')"
                + " OR has_any_column_privilege(r.oid, c.oid, 'UPDATE')) AS too_much,"
                + " bool_and(has_any_column_privilege(r.oid, c.oid, 'INSERT') OR c.oid = 'audit.seal'::regclass) AS enough"
                + " FROM pg_roles r, pg_class c WHERE r.rolname = ? AND c.oid IN (SELECT relation::regclass"
                + " FROM audit.append_only UNION ALL VALUES ('audit.entry'::regclass), ('audit.seal'::regclass))"
                + " HAVING count(*) > 0")) {
            asked.setString(1, user);
            try (var row = asked.executeQuery()) {
                if (!row.next()) {
                    throw new StartupRefused("The database has no role " + user
                            + ": make spring.datasource.username a role of its own, a member of the role"
                            + " ikomek_application (docs/audit.md).");
                }
                if (row.getBoolean("too_much")) {
                    throw new StartupRefused("The database login of the application could change the journal: let"
                            + " spring.flyway.user own the database and spring.datasource.username be a member of the"
                            + " role ikomek_application only (docs/audit.md).");
                }
                if (!row.getBoolean("enough")) {
                    throw new StartupRefused("The database login of the application may do nothing yet: make"
                            + " spring.datasource.username a member of the role ikomek_application (docs/audit.md).");
                }
            }
        }
    }
}
