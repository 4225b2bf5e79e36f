package kz.ikomek.intake.telephony;

import static kz.ikomek.intake.telephony.CallStore.instant;
import static kz.ikomek.intake.telephony.CallStore.timestamp;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who sits at which extension, in the database. */
@Component
class Seats {

    private final JdbcClient jdbc;

    Seats(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Where an operator sits.
     *
     * @param extension null when nowhere
     * @param lost the place that a colleague took meanwhile; null when none did, or the operator has chosen anew
     */
    record Seat(
            String userId,
            String fullName,
            @Nullable String extension,
            @Nullable Lost lost) {}

    /**
     * A place that went to somebody else.
     *
     * @param to the colleague's full name
     */
    record Lost(String extension, String to, Instant at) {}

    Optional<Seat> of(String userId) {
        return jdbc.sql(
                        "SELECT user_id, full_name, extension, lost_extension, lost_to, lost_at FROM telephony.seat WHERE user_id = ?")
                .param(userId)
                .query((row, number) -> {
                    String lost = row.getString("lost_extension");
                    Instant at = instant(row, "lost_at");
                    return new Seat(
                            row.getString("user_id"),
                            row.getString("full_name"),
                            row.getString("extension"),
                            lost == null || at == null ? null : new Lost(lost, row.getString("lost_to"), at));
                })
                .optional();
    }

    /** The operator has opened a page of the desk. */
    void arrive(String userId, String fullName, Instant now) {
        jdbc.sql("""
                INSERT INTO telephony.seat (user_id, full_name, seen_at) VALUES (:user, :name, :now)
                ON CONFLICT (user_id) DO UPDATE SET full_name = excluded.full_name, seen_at = excluded.seen_at
                """)
                .param("user", userId)
                .param("name", fullName)
                .param("now", timestamp(now))
                .update();
    }

    /** The pages of these operators are still open. */
    void seen(Collection<String> userIds, Instant now) {
        jdbc.sql("UPDATE telephony.seat SET seen_at = ? WHERE user_id = ANY (?)")
                .params(timestamp(now), userIds.toArray(new String[0]))
                .update();
    }

    /** Until the transaction ends nobody else changes places: two who swap theirs would wait for each other. */
    void lock() {
        jdbc.sql("LOCK TABLE telephony.seat IN SHARE ROW EXCLUSIVE MODE").update();
    }

    /**
     * Takes the extension from whoever else sits there.
     *
     * @return the login of that operator, if there was one
     */
    Optional<String> clear(String extension, String forUser, String fullName, Instant now) {
        return jdbc.sql("""
                UPDATE telephony.seat
                SET extension = NULL, lost_extension = extension, lost_to = :name, lost_at = :now
                WHERE extension = :extension AND user_id <> :user
                RETURNING user_id
                """)
                .param("extension", extension)
                .param("user", forUser)
                .param("name", fullName)
                .param("now", timestamp(now))
                .query(String.class)
                .optional();
    }

    void sit(String userId, @Nullable String extension) {
        jdbc.sql("UPDATE telephony.seat SET extension = ?, lost_extension = NULL, lost_to = NULL, lost_at = NULL"
                        + " WHERE user_id = ?")
                .params(extension, userId)
                .update();
    }

    /**
     * The logins of those whom the telephone system means: by extension, by login, or by a full name that only one of
     * them has.
     */
    List<String> meant(Collection<String> names) {
        return jdbc.sql("SELECT s.user_id FROM telephony.seat s WHERE telephony.means(?, s) ORDER BY s.user_id")
                .param(names.toArray(new String[0]))
                .query(String.class)
                .list();
    }
}
