package kz.ikomek.bench;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.context.Context;
import org.springframework.jdbc.core.simple.JdbcClient;

/** By one row in a table, in the timer's own transaction. Nobody sends it. */
final class OutboxRow implements Telling {

    private static final String BODY = "Өтініш бойынша мерзім өтіп барады. ".repeat(40);

    private final JdbcClient jdbc;

    OutboxRow(JdbcClient jdbc) {
        this.jdbc = jdbc;
        jdbc.sql("CREATE TABLE outbox (id uuid PRIMARY KEY, instance text NOT NULL, address text NOT NULL,"
                        + " subject text NOT NULL, body text NOT NULL, state text NOT NULL)")
                .update();
    }

    @Override
    public void execute(DelegateExecution execution) throws SQLException {
        var connection =
                Context.getCommandContext().getDbSqlSession().getSqlSession().getConnection();
        try (var insert = connection.prepareStatement(
                "INSERT INTO outbox VALUES (?, ?, 'shift@ikomek.example', 'Өтініш', ?, 'WAITING')")) {
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, execution.getProcessInstanceId());
            insert.setString(3, BODY);
            insert.executeUpdate();
        }
        execution.setVariable(Stock.NEXT_ALERT, Date.from(Contestant.FAR));
    }

    @Override
    public void forget() {
        jdbc.sql("TRUNCATE outbox").update();
    }

    @Override
    public int told() {
        return jdbc.sql("SELECT count(DISTINCT instance) FROM outbox")
                .query(Integer.class)
                .single();
    }

    @Override
    public List<Fired> fired(Map<String, Instant> timers) {
        return jdbc.sql("""
                SELECT due.instance, due.ms, told.committed
                  FROM unnest(?, ?) AS due (instance, ms)
                  LEFT JOIN (SELECT instance, min(pg_xact_commit_timestamp(xmin)) AS committed
                               FROM outbox GROUP BY instance) AS told USING (instance)
                """)
                .params(JobTable.names(timers), JobTable.milliseconds(timers))
                .query(OutboxRow::timer)
                .list();
    }

    private static Fired timer(ResultSet row, int number) throws SQLException {
        var committed = row.getTimestamp("committed");
        return new Fired(
                row.getString("instance"),
                Instant.ofEpochMilli(row.getLong("ms")),
                committed == null ? null : committed.toInstant(),
                null);
    }

    @Override
    public String toString() {
        return "with an outbox";
    }
}
