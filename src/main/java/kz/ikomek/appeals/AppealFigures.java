package kz.ikomek.appeals;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many appeals are open, late, and were closed on time. Figures only, for those who run the centre. */
@Component
public class AppealFigures {

    private final JdbcClient jdbc;
    private final Clock clock;

    AppealFigures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The appeals that are not closed.
     *
     * @param overdue those past their deadline; an appeal whose clock stands is none of them
     */
    public record Open(long open, long overdue) {}

    /**
     * The appeals that were closed lately.
     *
     * @param onTime those closed before their deadline, or at it
     */
    public record Closed(long closed, long onTime) {

        /** From 0 to 1; not a number when nothing was closed. */
        public double share() {
            return closed == 0 ? Double.NaN : (double) onTime / closed;
        }
    }

    /** Reads open appeals only, by the index appeal_open. */
    public Open open() {
        return jdbc.sql("""
                SELECT count(*) AS open, count(*) FILTER (WHERE due_at < :now AND paused_since IS NULL) AS overdue
                  FROM appeals.appeal WHERE state <> 'CLOSED'
                """)
                .param("now", Timestamp.from(clock.instant()))
                .query((row, number) -> new Open(row.getLong("open"), row.getLong("overdue")))
                .single();
    }

    /** What was closed within this time until now, by the index appeal_closed: a month of a busy centre is 90 000 rows. */
    public Closed closed(Duration within) {
        return jdbc.sql("""
                SELECT count(*) AS closed, count(*) FILTER (WHERE closed_at <= due_at) AS on_time
                  FROM appeals.appeal WHERE closed_at > :since
                """)
                .param("since", Timestamp.from(clock.instant().minus(within)))
                .query((row, number) -> new Closed(row.getLong("closed"), row.getLong("on_time")))
                .single();
    }
}
