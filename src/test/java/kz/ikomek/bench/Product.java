package kz.ikomek.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import kz.ikomek.appeals.Channel;
import kz.ikomek.appeals.NewAppeal;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.workflow.StartAppeal;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Real appeals in the running application: its job executor, its rules of mail, its sender. */
final class Product implements Contestant {

    static final String NAME = "iKomek";

    private static final NewAppeal CALL = new NewAppeal(
            "Айгүл Серікқызы",
            "8 701 123 45 67",
            false,
            Language.KK,
            Channel.PHONE,
            new CategoryCode("electricity"), // hours round the clock, so that a deadline can be moved by adding
            new DistrictCode("abai"),
            "Тәуке хан даңғылы, 12",
            "Жарық жоқ",
            false,
            null);

    private final StartAppeal start;
    private final ProcessEngineConfigurationImpl engine;
    private final JdbcClient jdbc;
    private final MailServer mails;
    private final JobTable jobs;

    Product(StartAppeal start, ProcessEngineConfigurationImpl engine, JdbcClient jdbc, MailServer mails) {
        this.start = start;
        this.engine = engine;
        this.jdbc = jdbc;
        this.mails = mails;
        this.jobs = new JobTable(jdbc);
        var executor = engine.getJobExecutor();
        assertThat(executor.isActive()).as("the job executor runs").isTrue();
        assertThat(executor.getMaxWait()).isEqualTo(250);
        assertThat(executor.getMaxJobsPerAcquisition()).isEqualTo(64);
        off();
        noteDemands();
    }

    /**
     * A row in the outbox is changed when its mail is sent, and PostgreSQL then tells the time of that. So each row's
     * birth is noted in its own transaction, by a row beside it that never changes.
     */
    private void noteDemands() {
        jdbc.sql("CREATE SCHEMA bench").update();
        jdbc.sql("CREATE TABLE bench.demanded (id uuid NOT NULL, number text NOT NULL)")
                .update();
        jdbc.sql("""
                CREATE FUNCTION bench.note() RETURNS trigger LANGUAGE plpgsql AS
                $$
                BEGIN
                    INSERT INTO bench.demanded VALUES (NEW.id, NEW.number);
                    RETURN NULL;
                END
                $$
                """).update();
        jdbc.sql("CREATE TRIGGER bench_note AFTER INSERT ON mail.outbox FOR EACH ROW"
                        + " WHEN (NEW.rule = 'ESCALATION') EXECUTE FUNCTION bench.note()")
                .update();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> start(int cases) {
        var appeals =
                Crew.each(cases, () -> start.start(CALL, new Actor("operator")).value());
        park(appeals);
        return appeals;
    }

    /** Moves each appeal's whole clock, so that what it is to tell is due when its timer is. */
    @Override
    public void due(Map<String, Instant> timers) {
        jdbc.sql("""
                WITH timer AS (
                    SELECT due.number, job.id_, timestamptz 'epoch' + due.ms * interval '1 ms' AS at,
                           timestamptz 'epoch' + due.ms * interval '1 ms' - job.duedate_ AS shift
                      FROM unnest(?, ?) AS due (number, ms)
                      JOIN act_ru_execution AS execution ON execution.business_key_ = due.number
                      JOIN act_ru_job AS job ON job.process_instance_id_ = execution.proc_inst_id_),
                moved AS (
                    UPDATE appeals.appeal
                       SET registered_at = registered_at + shift, counted_from = counted_from + shift,
                           base_due = base_due + shift, due_at = due_at + shift, step_due = step_due + shift,
                           accept_due = accept_due + shift, statutory_due = statutory_due + shift,
                           forward_due = forward_due + shift, next_look = timer.at
                      FROM timer WHERE appeal.number = timer.number)
                UPDATE act_ru_job AS job SET duedate_ = timer.at FROM timer WHERE job.id_ = timer.id_
                """)
                .params(JobTable.names(timers), JobTable.milliseconds(timers))
                .update();
    }

    @Override
    public void on() {
        engine.getJobExecutor().start();
    }

    @Override
    public void off() {
        engine.getJobExecutor().shutdown();
    }

    @Override
    public void forget() {
        jdbc.sql("TRUNCATE bench.demanded").update();
        mails.forget();
    }

    @Override
    public int told() {
        return jdbc.sql("SELECT count(DISTINCT number) FROM bench.demanded")
                .query(Integer.class)
                .single();
    }

    @Override
    public int unsent() {
        return jdbc.sql("SELECT count(*) FROM mail.outbox WHERE state IN ('WAITING', 'GATHERING', 'BUNDLED')")
                .query(Integer.class)
                .single();
    }

    @Override
    public List<Fired> fired(Map<String, Instant> timers) {
        return jdbc.sql("""
                SELECT due.number, due.ms, told.committed, told.mail
                  FROM unnest(?, ?) AS due (number, ms)
                  LEFT JOIN (SELECT DISTINCT ON (demanded.number) demanded.number,
                                    coalesce(outbox.digest, outbox.id) AS mail,
                                    pg_xact_commit_timestamp(demanded.xmin) AS committed
                               FROM bench.demanded JOIN mail.outbox USING (id)
                              ORDER BY demanded.number, committed) AS told USING (number)
                """)
                .params(JobTable.names(timers), JobTable.milliseconds(timers))
                .query(this::timer)
                .list();
    }

    private Fired timer(ResultSet row, int number) throws SQLException {
        var committed = row.getTimestamp("committed");
        return new Fired(
                row.getString("number"),
                Instant.ofEpochMilli(row.getLong("ms")),
                committed == null ? null : committed.toInstant(),
                accepted(row.getString("mail")));
    }

    private @Nullable Instant accepted(@Nullable String id) {
        return id == null ? null : mails.acceptedAt(id);
    }

    @Override
    public JobTable jobs() {
        return jobs;
    }
}
