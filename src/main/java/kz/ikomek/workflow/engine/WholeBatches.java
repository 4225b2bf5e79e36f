package kz.ikomek.workflow.engine;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.FlushResult;
import org.camunda.bpm.engine.impl.db.HasDbRevision;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbEntityOperation;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperation;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperation.State;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperationType;
import org.camunda.bpm.engine.impl.db.sql.BatchDbSqlSession;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSession;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataRetrievalFailureException;

/**
 * Deletes the executions and variables that end together in one statement of each kind, where the engine's batch has one for
 * each row. A row that somebody else has changed is told to the engine as its own batch would tell it. Why: ADR 0018.
 */
final class WholeBatches extends BatchDbSqlSession {

    private static final Logger log = LoggerFactory.getLogger(WholeBatches.class);

    private static final Set<Class<?>> TYPES = Set.of(ExecutionEntity.class, VariableInstanceEntity.class);

    /** The rows are named one by one, because an array's length would be guessed, and each statement planned anew. */
    private static final String DELETE = "DELETE FROM %s USING (VALUES (?::varchar, ?::int)%s) AS ended(id, revision)"
            + " WHERE id_ = ended.id AND rev_ = ended.revision RETURNING id_";

    private static final String ONE_MORE = ", (?, ?)";

    /** So that a connection does not keep a statement for each number of rows. */
    private static final int MOST = 16;

    private static final Set<String> STILL_REFERRED_TO = Set.of("23503", "23001");

    private WholeBatches(DbSqlSessionFactory factory) {
        super(factory);
    }

    static SessionFactory factory() {
        return Sessions.of(
                DbSqlSession.class,
                () -> new WholeBatches(Context.getProcessEngineConfiguration().getDbSqlSessionFactory()));
    }

    @Override
    public FlushResult executeDbOperations(List<DbOperation> operations) {
        List<DbOperation> others = new ArrayList<>();
        int at = 0;
        while (at < operations.size()) {
            int end = endOfDeletes(operations, at);
            if (end - at < 2) {
                others.add(operations.get(at));
                at++;
                continue;
            }
            FlushResult before = flushed(others);
            if (before.hasFailures() || before.hasRemainingOperations()) {
                return with(before, operations.subList(at, operations.size()));
            }
            List<DbOperation> failed = delete(operations.subList(at, end));
            if (!failed.isEmpty()) {
                return FlushResult.withFailuresAndRemaining(
                        failed, List.copyOf(operations.subList(end, operations.size())));
            }
            at = end;
        }
        return flushed(others);
    }

    private FlushResult flushed(List<DbOperation> others) {
        if (others.isEmpty()) {
            return FlushResult.allApplied();
        }
        FlushResult result = super.executeDbOperations(List.copyOf(others));
        others.clear();
        return result;
    }

    private static FlushResult with(FlushResult result, List<DbOperation> rest) {
        List<DbOperation> remaining = new ArrayList<>(result.getRemainingOperations());
        remaining.addAll(rest);
        return FlushResult.withFailuresAndRemaining(result.getFailedOperations(), remaining);
    }

    /** Where the deletions that begin here, all of one kind, are over; here when none begins. */
    private static int endOfDeletes(List<DbOperation> operations, int from) {
        Class<?> type = operations.get(from).getEntityType();
        int end = from;
        while (TYPES.contains(type)
                && end < operations.size()
                && end - from < MOST
                && operations.get(end).getOperationType() == DbOperationType.DELETE
                && operations.get(end).getEntityType() == type) {
            end++;
        }
        return end;
    }

    /** Deletes, and returns those that are not as they were read, or all when they cannot go. */
    private List<DbOperation> delete(List<DbOperation> operations) {
        String table =
                operations.get(0).getEntityType() == ExecutionEntity.class ? "act_ru_execution" : "act_ru_variable";
        Set<String> deleted = new HashSet<>();
        try (PreparedStatement statement = getSqlSession()
                .getConnection()
                .prepareStatement(DELETE.formatted(table, ONE_MORE.repeat(operations.size() - 1)))) {
            int at = 0;
            for (DbOperation operation : operations) {
                DbEntity entity = entity(operation);
                statement.setString(++at, entity.getId());
                statement.setInt(++at, ((HasDbRevision) entity).getRevision());
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    deleted.add(row.getString(1));
                }
            }
        } catch (SQLException e) {
            // Somebody has changed a row, so that it stays, or has added one to what ends here.
            if (!STILL_REFERRED_TO.contains(e.getSQLState())) {
                throw new DataRetrievalFailureException("what has ended cannot be deleted", e);
            }
            log.warn("Something still refers to what ends in this step, so it is tried again: {}", constraint(e));
        }
        List<DbOperation> failed = new ArrayList<>();
        for (DbOperation operation : operations) {
            boolean gone = deleted.contains(entity(operation).getId());
            operation.setRowsAffected(gone ? 1 : 0);
            operation.setState(gone ? State.APPLIED : State.FAILED_CONCURRENT_MODIFICATION);
            if (!gone) {
                failed.add(operation);
            }
        }
        return failed;
    }

    private static @Nullable String constraint(SQLException e) {
        return e instanceof PSQLException told && told.getServerErrorMessage() != null
                ? told.getServerErrorMessage().getConstraint()
                : null;
    }

    private static DbEntity entity(DbOperation operation) {
        return ((DbEntityOperation) operation).getEntity();
    }
}
