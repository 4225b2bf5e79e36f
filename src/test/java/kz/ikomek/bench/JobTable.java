package kz.ikomek.bench;

import java.time.Instant;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An engine's table of jobs, changed set-wise, which hints to no job executor that there is something to do. */
final class JobTable {

    private final JdbcClient jdbc;

    JobTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Moves the timers of these process instances. */
    void due(Map<String, Instant> instances) {
        jdbc.sql("""
                UPDATE act_ru_job SET duedate_ = timestamptz 'epoch' + due.ms * interval '1 ms'
                  FROM unnest(?, ?) AS due (instance, ms)
                 WHERE process_instance_id_ = due.instance
                """).params(names(instances), milliseconds(instances)).update();
    }

    /**
     * Puts that many other timers into the table, of the form of one that is there, due in the next two years in no
     * order. They belong to no process instance: they are there to be skipped.
     */
    void others(int count) {
        jdbc.sql("""
                INSERT INTO act_ru_job (id_, rev_, type_, retries_, duedate_, exclusive_, suspension_state_,
                    handler_type_, handler_cfg_, priority_, sequence_counter_, repeat_offset_, execution_id_,
                    process_instance_id_, root_proc_inst_id_, process_def_id_, process_def_key_, job_def_id_,
                    deployment_id_, create_time_)
                SELECT gen_random_uuid()::text, 1, type_, retries_,
                       localtimestamp + interval '2 days' + random() * interval '2 years', exclusive_,
                       suspension_state_, handler_type_, handler_cfg_, priority_, 1, 0, gen_random_uuid()::text,
                       instance, instance, process_def_id_, process_def_key_, job_def_id_,
                       deployment_id_, localtimestamp
                  FROM (SELECT * FROM act_ru_job WHERE type_ = 'timer' LIMIT 1) AS real,
                       (SELECT gen_random_uuid()::text AS instance FROM generate_series(1, ?)) AS other
                """).param(count).update();
    }

    int size() {
        return jdbc.sql("SELECT count(*) FROM act_ru_job").query(Integer.class).single();
    }

    /** Removes dead rows, counts the living and writes all out, so that no turn pays for what was before it. */
    void tidy() {
        jdbc.sql("VACUUM (ANALYZE) act_ru_job").update();
        jdbc.sql("CHECKPOINT").update();
    }

    static String[] names(Map<String, Instant> timers) {
        return timers.keySet().toArray(String[]::new);
    }

    static long[] milliseconds(Map<String, Instant> timers) {
        return timers.values().stream().mapToLong(Instant::toEpochMilli).toArray();
    }
}
