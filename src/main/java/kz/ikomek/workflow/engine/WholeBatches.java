package kz.ikomek.workflow.engine;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ibatis.exceptions.ExceptionFactory;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.executor.keygen.NoKeyGenerator;
import org.apache.ibatis.mapping.BoundSql;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.FlushResult;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperation;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperation.State;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperationType;
import org.camunda.bpm.engine.impl.db.sql.BatchDbSqlSession;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSession;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.impl.util.ExceptionUtil;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and writes what a step needs in as few round trips as can be: what a step writes goes out together, rows that are
 * inserted or that end together are one statement of each kind, where the engine's batch has one for each row. A row that
 * somebody else has changed is told to the engine as its own batch would tell it. Why: ADR 0018.
 */
final class WholeBatches extends BatchDbSqlSession {

    private static final Logger log = LoggerFactory.getLogger(WholeBatches.class);

    /** Of what many rows end together; each has an id and a revision. */
    private static final Set<Class<?>> END_TOGETHER = Set.of(ExecutionEntity.class, VariableInstanceEntity.class);

    /** So that a connection does not keep a statement for each number of rows. */
    private static final int MOST_ROWS = 16;

    /** As JDBC says that there is no further answer. */
    private static final int NO_MORE = -1;

    private static final Set<String> STILL_REFERRED_TO = Set.of("23503", "23001");

    /** What others of the engine's tables refer to while a case runs. */
    private static final Set<Class<?>> REFERRED_TO = Set.of(ExecutionEntity.class, TaskEntity.class);

    private final PlainSql plain;
    private final Trips trips;
    private final Reads reads;

    private WholeBatches(DbSqlSessionFactory factory, PlainSql plain, Trips trips) {
        super(factory);
        this.plain = plain;
        this.trips = trips;
        this.reads = new Reads(plain);
    }

    static SessionFactory factory() {
        return new WholeBatchesFactory();
    }

    private static final class WholeBatchesFactory implements SessionFactory {

        private final Trips trips = new Trips();
        private volatile @Nullable PlainSql plain;

        @Override
        public Class<?> getSessionType() {
            return DbSqlSession.class;
        }

        @Override
        public WholeBatches openSession() {
            DbSqlSessionFactory factory =
                    Context.getProcessEngineConfiguration().getDbSqlSessionFactory();
            PlainSql known = plain;
            if (known == null) {
                known = new PlainSql(factory.getSqlSessionFactory().getConfiguration());
                plain = known;
            }
            return new WholeBatches(factory, known, trips);
        }
    }

    @Override
    public List<Object> executeSelectList(String statement, Object parameter) {
        List<Object> rows = read(statement, parameter);
        return rows == null ? super.executeSelectList(statement, parameter) : rows;
    }

    @Override
    public <T extends DbEntity> @Nullable T selectById(Class<T> type, String id) {
        String statement = dbSqlSessionFactory.mapStatement(dbSqlSessionFactory.getSelectStatement(type));
        List<Object> rows = read(statement, id);
        if (rows == null || rows.size() > 1) {
            return super.selectById(type, id);
        }
        Object found = rows.isEmpty() ? null : rows.get(0);
        fireEntityLoaded(found);
        return type.cast(found);
    }

    /** Null when MyBatis is to read it. Errors are told as the engine's own session tells them. */
    private @Nullable List<Object> read(String statement, Object parameter) {
        try {
            return reads.select(getSqlSession(), statement, parameter);
        } catch (SQLException | RuntimeException e) {
            throw ExceptionUtil.wrapPersistenceException(
                    e instanceof PersistenceException told
                            ? told
                            : ExceptionFactory.wrapException("Error querying database. Statement: " + statement, e));
        }
    }

    @Override
    protected void executeSelectForUpdate(String statement, Object parameter) {
        reads.forget();
        super.executeSelectForUpdate(statement, parameter);
    }

    @Override
    public int executeUpdate(String statement, Object parameter) {
        reads.forget();
        return super.executeUpdate(statement, parameter);
    }

    @Override
    protected int executeDelete(String statement, Object parameter) {
        reads.forget();
        return super.executeDelete(statement, parameter);
    }

    @Override
    public int update(String statement, Object parameter) {
        reads.forget();
        return super.update(statement, parameter);
    }

    @Override
    public FlushResult executeDbOperations(List<DbOperation> operations) {
        reads.forget();
        getSqlSession().clearCache();
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < operations.size()) {
            Piece piece = piece(operations, at);
            if (piece != null) {
                pieces.add(piece);
                at += piece.operations().size();
                continue;
            }
            FlushResult before = write(pieces);
            if (before.hasFailures() || before.hasRemainingOperations()) {
                return appended(before, operations.subList(at, operations.size()));
            }
            pieces.clear();
            FlushResult one = super.executeDbOperations(List.of(operations.get(at)));
            at++;
            if (one.hasFailures()) {
                return appended(one, operations.subList(at, operations.size()));
            }
        }
        return write(pieces);
    }

    private static FlushResult appended(FlushResult result, List<DbOperation> rest) {
        List<DbOperation> remaining = new ArrayList<>(result.getRemainingOperations());
        remaining.addAll(rest);
        return FlushResult.withFailuresAndRemaining(result.getFailedOperations(), remaining);
    }

    /** The statement that begins with this operation; null when the engine's own batch is to carry it out. */
    private @Nullable Piece piece(List<DbOperation> operations, int from) {
        DbOperation first = operations.get(from);
        return switch (first.getOperationType()) {
            case INSERT -> inserts(operations, from);
            case UPDATE -> one(first, dbSqlSessionFactory.getUpdateStatement(Piece.entity(first)));
            case DELETE -> {
                int end = endOfDeletes(operations, from);
                yield end - from > 1
                        ? new Piece.Ended(List.copyOf(operations.subList(from, end)))
                        : one(first, dbSqlSessionFactory.getDeleteStatement(first.getEntityType()));
            }
            case UPDATE_BULK, DELETE_BULK -> null;
        };
    }

    private Piece one(DbOperation operation, String statement) {
        BoundSql bound = plain.bound(dbSqlSessionFactory.mapStatement(statement), Piece.entity(operation));
        return new Piece.Mapped(bound.getSql(), List.of(operation), List.of(bound));
    }

    /** Rows that follow each other in one table; null when the database is to make their keys. */
    private @Nullable Piece inserts(List<DbOperation> operations, int from) {
        List<DbOperation> same = new ArrayList<>();
        List<BoundSql> bound = new ArrayList<>();
        String sql = "";
        for (int at = from; at < operations.size() && same.size() < MOST_ROWS; at++) {
            DbOperation next = operations.get(at);
            if (next.getOperationType() != DbOperationType.INSERT) {
                break;
            }
            String statement =
                    dbSqlSessionFactory.mapStatement(dbSqlSessionFactory.getInsertStatement(Piece.entity(next)));
            if (!(getSqlSession()
                            .getConfiguration()
                            .getMappedStatement(statement)
                            .getKeyGenerator()
                    instanceof NoKeyGenerator)) {
                break;
            }
            BoundSql row = plain.bound(statement, Piece.entity(next));
            if (!same.isEmpty() && (!row.getSql().equals(sql) || trips.row(sql) == null)) {
                break;
            }
            sql = row.getSql();
            same.add(next);
            bound.add(row);
        }
        if (same.isEmpty()) {
            return null;
        }
        return new Piece.Mapped(
                same.size() == 1 ? sql : sql + (", " + trips.row(sql)).repeat(same.size() - 1), same, bound);
    }

    /** Where the deletions that begin here, all of one kind, are over; here when none begins. */
    private static int endOfDeletes(List<DbOperation> operations, int from) {
        Class<?> type = operations.get(from).getEntityType();
        int end = from;
        while (END_TOGETHER.contains(type)
                && end < operations.size()
                && end - from < MOST_ROWS
                && operations.get(end).getOperationType() == DbOperationType.DELETE
                && operations.get(end).getEntityType() == type) {
            end++;
        }
        return end;
    }

    /** Writes them in one trip when this step is made often enough to be worth it, else one after the other. */
    private FlushResult write(List<Piece> pieces) {
        if (pieces.isEmpty()) {
            return FlushResult.allApplied();
        }
        String together = pieces.stream().map(Piece::sql).collect(Collectors.joining("; "));
        if (trips.isFrequent(together)) {
            return send(together, pieces, List.of());
        }
        List<DbOperation> failed = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            FlushResult one = send(pieces.get(i).sql(), pieces.subList(i, i + 1), pieces.subList(i + 1, pieces.size()));
            if (one.hasRemainingOperations()) {
                failed.addAll(one.getFailedOperations());
                return FlushResult.withFailuresAndRemaining(failed, one.getRemainingOperations());
            }
            failed.addAll(one.getFailedOperations());
        }
        return FlushResult.withFailures(failed);
    }

    private FlushResult send(String sql, List<Piece> pieces, List<Piece> rest) {
        List<DbOperation> failed = new ArrayList<>();
        try (PreparedStatement statement = getSqlSession().getConnection().prepareStatement(sql)) {
            int at = 0;
            for (Piece piece : pieces) {
                at = piece.bind(plain, statement, at);
            }
            statement.execute();
            for (int i = 0; i < pieces.size(); i++) {
                if (i > 0) {
                    statement.getMoreResults();
                }
                if (pieces.get(i) instanceof Piece.Ended ended) {
                    recordEnded(ended, answered(statement.getResultSet()), failed);
                } else {
                    recordRows(pieces.get(i), statement.getUpdateCount(), failed);
                }
            }
            if (statement.getMoreResults() || statement.getUpdateCount() != NO_MORE) {
                throw new IllegalStateException("more answers than statements: " + sql);
            }
            return FlushResult.withFailures(failed);
        } catch (SQLException e) {
            var failure = (PersistenceException) ExceptionFactory.wrapException("Error flushing statements.", e);
            List<DbOperation> all = pieces.stream()
                    .flatMap(piece -> piece.operations().stream())
                    .toList();
            DbOperation blamed = blamed(all, e, failure);
            return FlushResult.withFailuresAndRemaining(
                    List.of(blamed),
                    Stream.concat(all.stream(), rest.stream().flatMap(piece -> piece.operations().stream()))
                            .filter(operation -> operation != blamed)
                            .toList());
        }
    }

    private static ResultSet answered(@Nullable ResultSet rows) {
        if (rows == null) {
            throw new IllegalStateException("no ids of what has ended");
        }
        return rows;
    }

    private void recordRows(Piece piece, int count, List<DbOperation> failed) {
        if (count == NO_MORE) {
            throw new IllegalStateException("no answer to " + piece.sql());
        }
        for (DbOperation operation : piece.operations()) {
            postProcessOperationPerformed(operation, piece.operations().size() > 1 ? 1 : count, null);
            if (operation.isFailed()) {
                failed.add(operation);
            }
        }
    }

    private static void recordEnded(Piece.Ended piece, ResultSet row, List<DbOperation> failed) throws SQLException {
        Set<String> deleted = new HashSet<>();
        while (row.next()) {
            deleted.add(row.getString(1));
        }
        for (DbOperation operation : piece.operations()) {
            boolean gone = deleted.contains(Piece.entity(operation).getId());
            operation.setRowsAffected(gone ? 1 : 0);
            operation.setState(gone ? State.APPLIED : State.FAILED_CONCURRENT_MODIFICATION);
            if (!gone) {
                failed.add(operation);
            }
        }
    }

    /**
     * The operation that the engine is told of. PostgreSQL does not say which statement of a trip it has refused, and the
     * transaction is over in any case.
     *
     * <table>
     * <caption>What was refused, and who is blamed</caption>
     * <tr><td>a row refers to what is gone, or a variable is there already</td>
     *     <td>the first that the engine itself would blame: a conflict</td></tr>
     * <tr><td>something refers to an execution or a task that ends</td>
     *     <td>the first of those that end: a conflict, for somebody has added it meanwhile</td></tr>
     * <tr><td>anything else</td><td>nobody: the error goes on as it is</td></tr>
     * </table>
     */
    private DbOperation blamed(List<DbOperation> all, SQLException e, PersistenceException failure) {
        for (DbOperation operation : all) {
            if (operation.getOperationType() != DbOperationType.DELETE
                    && isConcurrentModificationException(operation, failure)) {
                postProcessOperationPerformed(operation, 0, failure);
                return operation;
            }
        }
        DbOperation ending = all.stream()
                .filter(operation -> operation.getOperationType() == DbOperationType.DELETE)
                .filter(operation -> REFERRED_TO.contains(operation.getEntityType()))
                .findFirst()
                .orElse(null);
        if (ending == null || !STILL_REFERRED_TO.contains(Objects.toString(e.getSQLState()))) {
            throw failure;
        }
        log.warn("Something still refers to what ends in this step, so it is tried again: {}", constraint(e));
        ending.setRowsAffected(0);
        ending.setFailure(failure);
        ending.setState(State.FAILED_CONCURRENT_MODIFICATION_EXCEPTION);
        return ending;
    }

    private static @Nullable String constraint(SQLException e) {
        return e instanceof PSQLException told && told.getServerErrorMessage() != null
                ? told.getServerErrorMessage().getConstraint()
                : null;
    }
}
