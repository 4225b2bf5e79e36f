package kz.ikomek.workflow.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.session.SqlSession;
import org.camunda.bpm.engine.impl.db.ListQueryParameterObject;
import org.camunda.bpm.engine.impl.db.TenantCheck;
import org.jspecify.annotations.Nullable;

/**
 * What one command has read by an id since it wrote last, as MyBatis keeps it for what it reads itself. Whatever the command
 * writes or locks through the engine makes it forget; what other sessions write in between it does not see, as with MyBatis.
 * What the engine's mapping wants read anew each time ({@code flushCache}) is left to MyBatis, and so is what is not plain.
 */
final class Reads {

    private final PlainSql plain;
    private final Map<String, List<Object>> known = new HashMap<>();

    Reads(PlainSql plain) {
        this.plain = plain;
    }

    void forget() {
        known.clear();
    }

    /** Null when MyBatis is to read it. */
    @Nullable
    List<Object> select(SqlSession session, String statement, Object parameter) throws SQLException {
        if (session.getConfiguration().getMappedStatement(statement).isFlushCacheRequired()) {
            forget();
            return null;
        }
        String key = key(statement, parameter);
        List<Object> before = key == null ? null : known.get(key);
        if (before != null) {
            return new ArrayList<>(before);
        }
        session.flushStatements();
        List<Object> rows = plain.select(session.getConnection(), statement, parameter);
        if (rows != null && key != null) {
            known.put(key, List.copyOf(rows));
        }
        return rows;
    }

    /** Null for what is not by an id alone. Whoever asks for other tenants may be answered otherwise. */
    private static @Nullable String key(String statement, Object parameter) {
        if (parameter instanceof String id) {
            return statement + ' ' + id;
        }
        if (parameter instanceof ListQueryParameterObject page
                && page.getParameter() instanceof String id
                && !page.getAuthCheck().isAuthorizationCheckEnabled()
                && page.getOrderingProperties().isEmpty()) {
            TenantCheck tenants = page.getTenantCheck();
            return String.join(
                    " ",
                    statement,
                    Integer.toString(page.getFirstResult()),
                    Integer.toString(page.getMaxResults()),
                    tenants.isTenantCheckEnabled() ? "of " + tenants.getAuthTenantIds() : "of all",
                    id);
        }
        return null;
    }
}
