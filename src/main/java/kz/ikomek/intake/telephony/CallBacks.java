package kz.ikomek.intake.telephony;

import static kz.ikomek.intake.telephony.CallStore.instant;
import static kz.ikomek.intake.telephony.CallStore.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The numbers that called and were not answered, in the database: once each while it is open. */
@Component
class CallBacks {

    private static final String COLUMNS =
            "b.id, b.phone, b.calls, b.first_call_at, b.last_call_at, b.tries, b.last_try_at,"
                    + " b.taken_by, s.full_name, b.taken_at";

    private final JdbcClient jdbc;

    CallBacks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A number to call back.
     *
     * @param phone E.164
     * @param calls how often it called in vain
     * @param takenBy login of the operator who has taken it on
     */
    record CallBack(
            long id,
            String phone,
            int calls,
            Instant firstCallAt,
            Instant lastCallAt,
            int tries,
            @Nullable Instant lastTryAt,
            @Nullable String takenBy,
            @Nullable String takenByName,
            @Nullable Instant takenAt) {

        /** Who has taken it on, for people to read; empty when nobody has. */
        String holder() {
            return takenByName == null ? Objects.requireNonNullElse(takenBy, "") : takenByName;
        }
    }

    /** How a call-back ended. */
    enum Outcome {
        /** An operator reached the resident. */
        CALLED_BACK,
        /** Nobody answered, three times. */
        GIVEN_UP,
        /** They have talked to us meanwhile. */
        ANSWERED
    }

    /** Until the transaction ends no other call of this number is missed or answered. */
    void oneAtATime(String phone) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 109))")
                .param("telephony " + phone)
                .query((row, number) -> 0)
                .list();
    }

    /** Notes a missed call, with others of the same number that wait. */
    long missed(Call call) {
        return jdbc.sql("""
                INSERT INTO telephony.call_back AS b (phone, calls, first_call_at, last_call_at)
                VALUES (:phone, 1, :at, :at)
                ON CONFLICT (phone) WHERE closed_at IS NULL DO UPDATE SET
                    calls = b.calls + 1,
                    first_call_at = least(b.first_call_at, excluded.first_call_at),
                    last_call_at = greatest(b.last_call_at, excluded.last_call_at)
                RETURNING id
                """)
                .param("phone", call.phone())
                .param("at", timestamp(call.startedAt()))
                .query(Long.class)
                .single();
    }

    /** An answered call closes what waits for the same number, unless that called again since. */
    boolean answered(Call call, Instant now) {
        return jdbc.sql("UPDATE telephony.call_back SET outcome = 'ANSWERED', closed_at = ?"
                                + " WHERE phone = ? AND closed_at IS NULL AND last_call_at <= ?")
                        .params(timestamp(now), call.phone(), timestamp(call.startedAt()))
                        .update()
                > 0;
    }

    /** Those that wait, whoever waits longest first. */
    List<CallBack> open() {
        return jdbc.sql("SELECT " + COLUMNS + " FROM telephony.call_back b"
                        + " LEFT JOIN telephony.seat s ON s.user_id = b.taken_by"
                        + " WHERE b.closed_at IS NULL ORDER BY b.first_call_at, b.id LIMIT 500")
                .query(CallBacks::callBack)
                .list();
    }

    int openCount() {
        return jdbc.sql("SELECT count(*) FROM telephony.call_back WHERE closed_at IS NULL")
                .query(Integer.class)
                .single();
    }

    /** Reads and locks it; empty when there is none, or it is closed. */
    Optional<CallBack> lock(long id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM telephony.call_back b"
                        + " LEFT JOIN telephony.seat s ON s.user_id = b.taken_by"
                        + " WHERE b.id = ? AND b.closed_at IS NULL FOR UPDATE OF b")
                .param(id)
                .query(CallBacks::callBack)
                .optional();
    }

    void take(long id, @Nullable String userId, @Nullable Instant now) {
        jdbc.sql("UPDATE telephony.call_back SET taken_by = ?, taken_at = ? WHERE id = ?")
                .params(userId, now == null ? null : timestamp(now), id)
                .update();
    }

    void tried(long id, Instant now) {
        jdbc.sql("UPDATE telephony.call_back SET tries = tries + 1, last_try_at = ?, taken_at = ? WHERE id = ?")
                .params(timestamp(now), timestamp(now), id)
                .update();
    }

    void close(long id, Outcome outcome, String userId, Instant now) {
        jdbc.sql("UPDATE telephony.call_back SET outcome = ?, closed_at = ?, closed_by = ? WHERE id = ?")
                .params(outcome.name(), timestamp(now), userId, id)
                .update();
    }

    private static CallBack callBack(ResultSet row, int rowNumber) throws SQLException {
        return new CallBack(
                row.getLong("id"),
                row.getString("phone"),
                row.getInt("calls"),
                Objects.requireNonNull(instant(row, "first_call_at")),
                Objects.requireNonNull(instant(row, "last_call_at")),
                row.getInt("tries"),
                instant(row, "last_try_at"),
                row.getString("taken_by"),
                row.getString("full_name"),
                instant(row, "taken_at"));
    }
}
