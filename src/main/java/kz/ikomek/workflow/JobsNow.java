package kz.ikomek.workflow;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What waits for the engine itself: timers, and jobs that it has given up. Figures only, for those who run the centre. */
@Component
public class JobsNow {

    private final JdbcClient jdbc;
    private final RuntimeService runtime;
    private final Clock clock;

    JobsNow(JdbcClient jdbc, RuntimeService runtime, MeterRegistry meters, Clock clock) {
        // A counter that appears with the first incident has no increase that an alert could see.
        meters.counter("ikomek.incidents");
        this.jdbc = jdbc;
        this.runtime = runtime;
        this.clock = clock;
    }

    /**
     * The engine's jobs.
     *
     * @param waiting all there are, timers of the future included
     * @param due those whose time has come and that no node has taken; a job that is tried again later is none of them
     * @param oldestDue since when the first of those is due; null when none is
     */
    public record Jobs(long waiting, long due, @Nullable Instant oldestDue) {}

    /** Reads due jobs by the index ikomek_job_duedate; all are counted out of an index, without their rows. */
    public Jobs jobs() {
        Timestamp now = Timestamp.from(clock.instant());
        return jdbc.sql("""
                SELECT count(*) AS due, min(duedate_) AS oldest, (SELECT count(*) FROM act_ru_job) AS waiting
                  FROM act_ru_job
                 WHERE duedate_ <= :now AND retries_ > 0 AND suspension_state_ = 1
                   AND (lock_exp_time_ IS NULL OR lock_exp_time_ <= :now)
                """)
                .param("now", now)
                .query((row, number) -> {
                    Timestamp oldest = row.getTimestamp("oldest");
                    return new Jobs(
                            row.getLong("waiting"), row.getLong("due"), oldest == null ? null : oldest.toInstant());
                })
                .single();
    }

    /** How many jobs were given up after all their tries; must be 0. */
    public long openIncidents() {
        return runtime.createIncidentQuery().count();
    }
}
