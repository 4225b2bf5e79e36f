package kz.ikomek.intake.telephony;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import kz.ikomek.intake.telephony.CallEvent.Direction;
import kz.ikomek.intake.telephony.CallEvent.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Calls in the database. */
@Component
class CallStore {

    private static final String COLUMNS = "c.id, c.direction, c.phone, c.inner_number, c.line, c.queue, c.rings,"
            + " c.started_at, c.answered_at, c.answered_on, c.answered_by, c.ended_at, c.outcome, c.call_back, c.appeal";

    private final JdbcClient jdbc;

    CallStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds what an event says to what is known of the call. Any order and any repetition give the same call. */
    Call merge(CallEvent event, Instant now) {
        return jdbc.sql("""
                INSERT INTO telephony.call AS c (
                    call_id, direction, phone, inner_number, line, queue, rings, started_at, rang_at, answered_at,
                    answered_on, ended_at, cause)
                VALUES (
                    :callId, :direction, :phone, :inner, :line, :queue, :rings, :now, :rang, :answered,
                    :answeredOn, :ended, :cause)
                ON CONFLICT (call_id) DO UPDATE SET
                    phone = coalesce(c.phone, excluded.phone),
                    inner_number = CASE WHEN coalesce(c.phone, excluded.phone) IS NULL
                        THEN coalesce(c.inner_number, excluded.inner_number) END,
                    queue = coalesce(c.queue, excluded.queue),
                    rings = ARRAY(SELECT DISTINCT one FROM unnest(c.rings || excluded.rings) AS one ORDER BY one),
                    rang_at = coalesce(c.rang_at, excluded.rang_at),
                    answered_at = coalesce(c.answered_at, excluded.answered_at),
                    answered_on = coalesce(c.answered_on, excluded.answered_on),
                    ended_at = coalesce(c.ended_at, excluded.ended_at),
                    cause = coalesce(c.cause, excluded.cause)
                RETURNING :columns
                """.replace(":columns", COLUMNS))
                .param("callId", event.callId())
                .param("direction", event.direction().name())
                .param("phone", event.phone())
                .param("inner", event.innerNumber())
                .param("line", event.line())
                .param("queue", event.queue())
                .param("rings", rings(event).toArray(new String[0]))
                .param("now", timestamp(now))
                .param("rang", event.kind() == Kind.NEW_CALL ? timestamp(now) : null)
                .param("answered", event.saysAnswered() ? timestamp(now) : null)
                .param("answeredOn", event.answeredOn())
                .param("ended", event.kind() == Kind.HANGUP ? timestamp(now) : null)
                .param("cause", event.cause() == null ? null : event.cause().name())
                .query(CallStore::call)
                .single();
    }

    /** Whom a new call rings at; the number called where the telephone system names nobody. */
    private static List<String> rings(CallEvent event) {
        if (event.kind() != Kind.NEW_CALL || event.direction() != Direction.IN) {
            return List.of();
        }
        return event.users().isEmpty() ? List.of(event.line()) : event.users();
    }

    void answeredBy(long id, String userId) {
        jdbc.sql("UPDATE telephony.call SET answered_by = ? WHERE id = ? AND answered_by IS NULL")
                .params(userId, id)
                .update();
    }

    /** Whether it was a call of this operator, or of nobody as far as is known. */
    boolean linked(long id, String appeal, String userId) {
        return jdbc.sql("UPDATE telephony.call SET appeal = coalesce(appeal, :appeal), answered_by = :user"
                                + " WHERE id = :id AND coalesce(answered_by, :user) = :user")
                        .param("appeal", appeal)
                        .param("user", userId)
                        .param("id", id)
                        .update()
                == 1;
    }

    void toCallBack(long id, long callBack) {
        jdbc.sql("UPDATE telephony.call SET call_back = ? WHERE id = ?")
                .params(callBack, id)
                .update();
    }

    /**
     * What stands on an operator's desk, what matters most first: the call he is in, those that ring at his place (the
     * longest first), one that somebody there answered without saying who, the one that has just ended.
     *
     * @param ringing since when a call may ring
     * @param talking since when a call may last
     * @param ended since when a call may have ended
     */
    List<Call> atDesk(String userId, Instant ringing, Instant talking, Instant ended) {
        return jdbc.sql("""
                SELECT :columns, 1 AS rank, -extract(epoch FROM c.answered_at) AS place FROM telephony.call c
                WHERE c.answered_by = :user AND c.ended_at IS NULL AND c.answered_at > :talking
                UNION ALL
                SELECT :columns, CASE WHEN c.answered_at IS NULL THEN 2 ELSE 3 END, extract(epoch FROM c.started_at)
                FROM telephony.call c, telephony.seat s
                WHERE s.user_id = :user AND telephony.means(c.rings, s)
                    AND c.ended_at IS NULL AND c.answered_by IS NULL AND c.answered_on IS NULL
                    AND c.started_at > CASE WHEN c.answered_at IS NULL THEN :ringing ELSE :talking END
                    AND c.started_at > least(:ringing, :talking)
                UNION ALL
                (SELECT :columns, 4, 0 FROM telephony.call c
                WHERE c.answered_by = :user AND c.ended_at > :ended AND c.appeal IS NULL AND c.direction = 'IN'
                ORDER BY c.answered_at DESC LIMIT 1)
                ORDER BY rank, place LIMIT 20
                """.replace(":columns", COLUMNS))
                .param("user", userId)
                .param("ringing", timestamp(ringing))
                .param("talking", timestamp(talking))
                .param("ended", timestamp(ended))
                .query(CallStore::call)
                .list();
    }

    /** Missed calls without a number since an instant. */
    int hiddenMissed(Instant since) {
        return jdbc.sql("SELECT count(*) FROM telephony.call WHERE started_at > ? AND phone IS NULL"
                        + " AND direction = 'IN' AND outcome = 'MISSED'")
                .param(timestamp(since))
                .query(Integer.class)
                .single();
    }

    static Call call(ResultSet row, int rowNumber) throws SQLException {
        String outcome = row.getString("outcome");
        long callBack = row.getLong("call_back");
        return new Call(
                row.getLong("id"),
                Direction.valueOf(row.getString("direction")),
                row.getString("phone"),
                row.getString("inner_number"),
                row.getString("line"),
                row.getString("queue"),
                texts(row.getArray("rings")),
                Objects.requireNonNull(instant(row, "started_at")),
                instant(row, "answered_at"),
                row.getString("answered_on"),
                row.getString("answered_by"),
                instant(row, "ended_at"),
                outcome == null ? null : Call.Outcome.valueOf(outcome),
                callBack == 0 ? null : callBack,
                row.getString("appeal"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }

    static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
