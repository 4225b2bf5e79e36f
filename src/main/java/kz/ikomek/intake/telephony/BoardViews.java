package kz.ikomek.intake.telephony;

import static kz.ikomek.intake.telephony.CallStore.instant;
import static kz.ikomek.intake.telephony.CallStore.timestamp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import kz.ikomek.workflow.QueueNow;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts the board together; once a second at the most, however many look at it. */
@Component
class BoardViews {

    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final JdbcClient jdbc;
    private final QueueNow queue;
    private final TelephonyProperties properties;
    private final Clock clock;

    private @Nullable Board last;
    private long countedAt;

    BoardViews(JdbcClient jdbc, QueueNow queue, TelephonyProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.queue = queue;
        this.properties = properties;
        this.clock = clock;
    }

    /** The board as it is now, or was less than a second ago. */
    synchronized Board now() {
        long nanos = System.nanoTime();
        Board known = last;
        if (known != null && nanos - countedAt < FRESH_NANOS) {
            return known;
        }
        Board counted = count();
        last = counted;
        countedAt = nanos;
        return counted;
    }

    private Board count() {
        Instant now = clock.instant();
        List<Board.OnShift> shift = shift(now);
        List<QueueNow.StepQueue> steps = queue.steps();
        return jdbc.sql("""
                SELECT
                    count(*) FILTER (WHERE answered_at IS NULL) AS waiting,
                    min(started_at) FILTER (WHERE answered_at IS NULL) AS waiting_since,
                    count(*) FILTER (WHERE answered_at IS NOT NULL) AS talking,
                    (SELECT count(*) FROM telephony.call_back WHERE closed_at IS NULL) AS missed,
                    (SELECT min(first_call_at) FROM telephony.call_back WHERE closed_at IS NULL) AS missed_since
                FROM telephony.call
                WHERE ended_at IS NULL AND started_at > least(:ringing, :talking)
                    AND (answered_at > :talking OR answered_at IS NULL AND direction = 'IN' AND started_at > :ringing)
                """)
                .param("ringing", timestamp(now.minus(properties.ringing())))
                .param("talking", timestamp(now.minus(properties.talking())))
                .query((row, number) -> new Board(
                        row.getInt("waiting"),
                        instant(row, "waiting_since"),
                        row.getInt("talking"),
                        row.getInt("missed"),
                        instant(row, "missed_since"),
                        steps,
                        shift))
                .single();
    }

    private List<Board.OnShift> shift(Instant now) {
        return jdbc.sql("""
                SELECT s.full_name, s.extension, (
                    SELECT max(c.answered_at) FROM telephony.call c
                    WHERE c.answered_by = s.user_id AND c.ended_at IS NULL AND c.answered_at > :talking) AS talking_since
                FROM telephony.seat s WHERE s.seen_at > :seen ORDER BY s.full_name, s.user_id
                """)
                .param("talking", timestamp(now.minus(properties.talking())))
                .param("seen", timestamp(now.minus(Presence.GONE)))
                .query((row, number) -> new Board.OnShift(
                        row.getString("full_name"), row.getString("extension"), instant(row, "talking_since")))
                .list();
    }
}
