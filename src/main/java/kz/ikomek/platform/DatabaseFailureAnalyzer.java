package kz.ikomek.platform;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which setting is wrong when the database does not let us in. */
class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, SQLException cause) {
        String state = String.valueOf(cause.getSQLState());
        if (state.startsWith("08")) {
            return new FailureAnalysis(
                    "The database cannot be reached: check the setting spring.datasource.url.",
                    "Start PostgreSQL or correct the address.",
                    cause);
        }
        if (state.startsWith("28")) {
            return new FailureAnalysis(
                    "The database refuses the login: check spring.datasource.username and spring.datasource.password.",
                    null,
                    cause);
        }
        if ("3D000".equals(state)) {
            return new FailureAnalysis(
                    "The database named in spring.datasource.url does not exist.", "Create it first.", cause);
        }
        if ("55006".equals(state)) {
            return new FailureAnalysis(
                    "Nodes of the version before still run on this database, and this version cannot run beside them.",
                    "Stop all of them, then start this version.",
                    cause);
        }
        if ("42501".equals(state)) {
            return new FailureAnalysis(
                    "The database login may not make tables: let spring.flyway.user own the database.", null, cause);
        }
        return null;
    }
}
