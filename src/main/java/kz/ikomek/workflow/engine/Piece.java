package kz.ikomek.workflow.engine;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.apache.ibatis.mapping.BoundSql;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.HasDbRevision;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbEntityOperation;
import org.camunda.bpm.engine.impl.db.entitymanager.operation.DbOperation;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/** One statement of what a step writes, and the operations that follow each other which it carries out. */
sealed interface Piece {

    String sql();

    List<DbOperation> operations();

    /**
     * Puts the values in.
     *
     * @param offset how many parameters of the prepared statement come before
     * @return how many there are now
     */
    int bind(PlainSql plain, PreparedStatement statement, int offset) throws SQLException;

    /** What the operation is about: every one that is a piece, or part of one, has it. */
    static DbEntity entity(DbOperation operation) {
        return ((DbEntityOperation) operation).getEntity();
    }

    /**
     * As the engine's mapping says it. The server answers with a number of rows.
     *
     * @param rows the values of each operation; several only when rows are inserted
     */
    record Mapped(String sql, List<DbOperation> operations, List<BoundSql> rows) implements Piece {

        @Override
        public int bind(PlainSql plain, PreparedStatement statement, int offset) throws SQLException {
            int at = offset;
            for (BoundSql row : rows) {
                at = plain.bind(statement, at, row);
            }
            return at;
        }
    }

    /** Executions or variables that end together, each with its revision. The server answers with the ids that it has deleted. */
    record Ended(List<DbOperation> operations) implements Piece {

        /** The rows are named one by one, because an array's length would be guessed, and each statement planned anew. */
        private static final String DELETE =
                "DELETE FROM %s USING (VALUES (?::varchar, ?::int)%s) AS ended(id, revision)"
                        + " WHERE id_ = ended.id AND rev_ = ended.revision RETURNING id_";

        private static final String ONE_MORE = ", (?, ?)";

        @Override
        public String sql() {
            String table =
                    operations.get(0).getEntityType() == ExecutionEntity.class ? "act_ru_execution" : "act_ru_variable";
            return DELETE.formatted(table, ONE_MORE.repeat(operations.size() - 1));
        }

        @Override
        public int bind(PlainSql plain, PreparedStatement statement, int offset) throws SQLException {
            int at = offset;
            for (DbOperation operation : operations) {
                DbEntity entity = entity(operation);
                statement.setString(++at, entity.getId());
                statement.setInt(++at, ((HasDbRevision) entity).getRevision());
            }
            return at;
        }
    }
}
