package kz.ikomek.intake.register;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Drafts of calls in the database. */
@Component
class CallDrafts {

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    CallDrafts(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * A call in hand.
     *
     * @param startedAt when the first of it was typed, or when the page was opened for it
     */
    record Draft(UUID id, Instant startedAt, TypedCall typed) {}

    /** What the operator typed last and has neither registered nor thrown away. */
    Optional<Draft> latest(String operator) {
        return jdbc.sql("SELECT id, started_at, typed FROM desk.call_draft"
                        + " WHERE operator = ? AND typed IS NOT NULL ORDER BY changed_at DESC LIMIT 1")
                .param(operator)
                .query(this::draft)
                .optional();
    }

    /** Keeps what is typed; not of a call that is registered, and not over another operator's. */
    void keep(UUID id, String operator, Instant startedAt, TypedCall typed, Instant now) {
        jdbc.sql("""
                INSERT INTO desk.call_draft AS draft (id, operator, started_at, changed_at, typed)
                VALUES (:id, :operator, :started, :now, :typed::jsonb)
                ON CONFLICT (id) DO UPDATE SET typed = EXCLUDED.typed, changed_at = EXCLUDED.changed_at
                 WHERE draft.operator = EXCLUDED.operator AND draft.number IS NULL
                """)
                .param("id", id)
                .param("operator", operator)
                .param("started", timestamp(startedAt))
                .param("now", timestamp(now))
                .param("typed", written(typed))
                .update();
    }

    /**
     * Keeps the call to this transaction until it ends; a second one for the same call waits for it.
     *
     * @return the number under which the call is registered already; null when it is not
     * @throws Refusal when it is another operator's
     */
    @Nullable
    AppealNumber lock(UUID id, String operator, Instant startedAt, Instant now) {
        jdbc.sql("INSERT INTO desk.call_draft (id, operator, started_at, changed_at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (id) DO NOTHING")
                .params(id, operator, timestamp(startedAt), timestamp(now))
                .update();
        return jdbc.sql("SELECT number FROM desk.call_draft WHERE id = ? AND operator = ? FOR UPDATE")
                .params(id, operator)
                .query((row, rowNumber) -> Optional.ofNullable(row.getString("number")))
                .optional()
                .orElseThrow(() -> new Refusal("register.foreign", null))
                .map(AppealNumber::new)
                .orElse(null);
    }

    /** The number stands now instead of what was typed. */
    void registered(UUID id, AppealNumber number, Instant now) {
        jdbc.sql("UPDATE desk.call_draft SET typed = NULL, number = ?, registered_at = ?, changed_at = ? WHERE id = ?")
                .params(number.value(), timestamp(now), timestamp(now), id)
                .update();
    }

    void discard(UUID id, String operator) {
        jdbc.sql("DELETE FROM desk.call_draft WHERE id = ? AND operator = ? AND number IS NULL")
                .params(id, operator)
                .update();
    }

    /** What nobody came back to: it names residents, and is no appeal. */
    int discardOlderThan(Instant instant) {
        return jdbc.sql("DELETE FROM desk.call_draft WHERE number IS NULL AND changed_at < ?")
                .param(timestamp(instant))
                .update();
    }

    private Draft draft(ResultSet row, int number) throws SQLException {
        return new Draft(
                row.getObject("id", UUID.class),
                row.getTimestamp("started_at").toInstant(),
                read(row.getString("typed")));
    }

    private TypedCall read(String typed) {
        try {
            return json.readValue(typed, TypedCall.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a draft that was written here", e);
        }
    }

    private String written(TypedCall typed) {
        try {
            return json.writeValueAsString(typed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts only", e);
        }
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
