package kz.ikomek.workflow.invariants;

import java.util.Locale;

/**
 * A rule that is never broken, however many nodes die at whatever instant (the numbers are those of the design). Each has
 * the statement that finds what breaks it: numbers of appeals, or of processes where there is no appeal. The parameter
 * {@code since} bounds most to appeals that are open or closed later, so that a look costs what the day brought.
 */
public enum Invariant {
    /** An open appeal has exactly one running process, a closed one none (1). That it has an outcome then, a constraint holds. */
    ONE_PROCESS("""
            SELECT a.number
              FROM appeals.appeal a
              LEFT JOIN (act_ru_execution e JOIN act_re_procdef d ON d.id_ = e.proc_def_id_ AND d.key_ = 'appeal')
                ON e.business_key_ = a.number AND e.parent_id_ IS NULL
             WHERE a.state <> 'CLOSED' OR a.closed_at > :since
             GROUP BY a.number, a.state
            HAVING count(e.id_) <> CASE WHEN a.state = 'CLOSED' THEN 0 ELSE 1 END
            """),
    /** A running process is about an appeal (1). */
    PROCESS_OF_APPEAL("""
            SELECT coalesce(e.business_key_, e.id_)
              FROM act_ru_execution e JOIN act_re_procdef d ON d.id_ = e.proc_def_id_ AND d.key_ = 'appeal'
             WHERE e.parent_id_ IS NULL
               AND NOT EXISTS (SELECT 1 FROM appeals.appeal a WHERE a.number = e.business_key_)
            """),
    /** Each line of the journal begins where the one before ended, and the last one ends where the appeal is (2). */
    JOURNAL("""
            SELECT DISTINCT step.number
              FROM (SELECT j.number, a.state, j.from_state, j.to_state,
                           lag(j.to_state) OVER lines AS before, lead(j.id) OVER lines AS next
                      FROM appeals.journal j JOIN appeals.appeal a ON a.number = j.number
                     WHERE a.state <> 'CLOSED' OR a.closed_at > :since
                    WINDOW lines AS (PARTITION BY j.number ORDER BY j.place)) step
             WHERE before IS NOT NULL AND from_state IS DISTINCT FROM before
                OR next IS NULL AND to_state <> state
            UNION
            SELECT a.number FROM appeals.appeal a
             WHERE (a.state <> 'CLOSED' OR a.closed_at > :since)
               AND NOT EXISTS (SELECT 1 FROM appeals.journal j WHERE j.number = a.number)
            """),
    /** Each level of a ladder that the journal says was told has its mail in the outbox (4). */
    MAIL_IN_OUTBOX("""
            SELECT DISTINCT j.number
              FROM appeals.appeal a JOIN appeals.journal j ON j.number = a.number AND j.step = 'ESCALATED'
             WHERE (a.state <> 'CLOSED' OR a.closed_at > :since)
               AND NOT EXISTS (SELECT 1 FROM mail.outbox m
                                WHERE m.number = j.number AND m.rule = 'ESCALATION' AND m.demanded_at = j.at
                                  AND starts_with(j.note, m.stage || ' ' || m.level || ' '))
            """),
    /**
     * An open appeal waits for its next look by one timer that has tries left and is due then; a minute later is late, unless
     * the engine tries again after a failure.
     */
    TIMER("""
            SELECT a.number
              FROM appeals.appeal a
              JOIN act_ru_execution e ON e.business_key_ = a.number AND e.parent_id_ IS NULL
              LEFT JOIN (act_ru_job j JOIN act_ru_jobdef d ON d.id_ = j.job_def_id_ AND d.act_id_ = 'watch')
                ON j.process_instance_id_ = e.proc_inst_id_
             WHERE a.state <> 'CLOSED'
             GROUP BY a.number, a.next_look
            HAVING count(j.id_) <> 1 OR min(j.retries_) <= 0
                OR max(j.duedate_) FILTER (WHERE j.exception_msg_ IS NULL) > a.next_look + interval '1 minute'
                OR max(j.suspension_state_) <> 1
            """);

    private final String broken;

    Invariant(String broken) {
        this.broken = broken;
    }

    /** A statement that answers with what breaks it. */
    String broken() {
        return broken;
    }

    /** As a tag of metrics: lower case with hyphens. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
