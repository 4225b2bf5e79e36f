package kz.ikomek.intake.bulk;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Orders for many tasks, and what came of each, in the database. */
@Component
class BulkStore {

    /** How long a plan that nobody carried out is kept. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final JdbcClient jdbc;

    BulkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a plan without its items; forgets those of earlier days that nobody carried out. */
    void plan(UUID id, BulkOrder order, int gone, Instant now, Actor actor) {
        jdbc.sql("DELETE FROM bulk.run WHERE started_at IS NULL AND planned_at < ?")
                .param(now.minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("INSERT INTO bulk.run (id, actor, action, agency, first, said, gone, planned_at)"
                        + " VALUES (:id, :actor, :action, :agency, :first, :said, :gone, :now)")
                .param("id", id)
                .param("actor", actor.userId())
                .param("action", order.action().name())
                .param("agency", order.agency(), Types.VARCHAR)
                .param("first", order.first(), Types.VARCHAR)
                .param("said", order.said(), Types.VARCHAR)
                .param("gone", gone)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void add(UUID run, BulkRun.Item item) {
        Refusal refusal = item.refusal();
        jdbc.sql("INSERT INTO bulk.item (run, position, task, appeal, state, code, field, quoted)"
                        + " VALUES (:run, :position, :task, :appeal, :state, :code, :field, :quoted)")
                .param("run", run)
                .param("position", item.position())
                .param("task", item.task())
                .param("appeal", item.appeal().value())
                .param("state", item.state().name())
                .param("code", refusal == null ? null : refusal.code(), Types.VARCHAR)
                .param("field", refusal == null ? null : refusal.field(), Types.VARCHAR)
                .param("quoted", refusal == null ? new String[0] : quoted(refusal))
                .update();
    }

    Optional<BulkRun> find(UUID id, Actor actor) {
        return jdbc.sql(
                        "SELECT id, number, action, agency, first, said, gone, started_at FROM bulk.run WHERE id = ? AND actor = ?")
                .params(id, actor.userId())
                .query((row, number) -> run(row, items(id)))
                .optional();
    }

    /** Says that it is carried out from now on; does nothing when that was said before. */
    void start(UUID id, Instant now) {
        jdbc.sql("UPDATE bulk.run SET started_at = ? WHERE id = ? AND started_at IS NULL")
                .params(now.atOffset(ZoneOffset.UTC), id)
                .update();
    }

    /** Locks an item until the transaction ends and says whether it is still to be done. */
    boolean lockPlanned(UUID run, int position) {
        return jdbc.sql("SELECT state FROM bulk.item WHERE run = ? AND position = ? FOR UPDATE")
                .params(run, position)
                .query(String.class)
                .single()
                .equals(BulkRun.State.PLANNED.name());
    }

    void done(UUID run, int position) {
        jdbc.sql("UPDATE bulk.item SET state = 'DONE' WHERE run = ? AND position = ?")
                .params(run, position)
                .update();
    }

    /** Does nothing when it was done meanwhile. */
    void refused(UUID run, int position, Refusal refusal) {
        jdbc.sql("UPDATE bulk.item SET state = 'REFUSED', code = ?, field = ?, quoted = ?"
                        + " WHERE run = ? AND position = ? AND state = 'PLANNED'")
                .params(refusal.code(), refusal.field(), quoted(refusal), run, position)
                .update();
    }

    private List<BulkRun.Item> items(UUID run) {
        return jdbc.sql(
                        "SELECT position, task, appeal, state, code, field, quoted FROM bulk.item WHERE run = ? ORDER BY position")
                .param(run)
                .query((row, number) -> new BulkRun.Item(
                        row.getInt("position"),
                        row.getString("task"),
                        new AppealNumber(row.getString("appeal")),
                        BulkRun.State.valueOf(row.getString("state")),
                        refusal(row)))
                .list();
    }

    private static BulkRun run(ResultSet row, List<BulkRun.Item> items) throws SQLException {
        Timestamp started = row.getTimestamp("started_at");
        return new BulkRun(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                new BulkOrder(
                        BulkAction.valueOf(row.getString("action")),
                        row.getString("agency"),
                        row.getString("first"),
                        row.getString("said")),
                row.getInt("gone"),
                started == null ? null : started.toInstant(),
                items);
    }

    private static String[] quoted(Refusal refusal) {
        return Arrays.stream(refusal.values()).map(String::valueOf).toArray(String[]::new);
    }

    private static @Nullable Refusal refusal(ResultSet row) throws SQLException {
        String code = row.getString("code");
        Array quoted = row.getArray("quoted");
        Object[] values = quoted == null ? new Object[0] : (Object[]) quoted.getArray();
        return code == null ? null : new Refusal(code, row.getString("field"), values);
    }
}
