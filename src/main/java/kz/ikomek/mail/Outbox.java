package kz.ikomek.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.shared.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The mails in the database. */
@Component
class Outbox {

    private final JdbcClient jdbc;

    Outbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a mail; the same demand twice is one mail. Without a contact it is a dead letter from the start. */
    void add(Letter letter, Language language, MailText text) {
        var contact = letter.contact();
        jdbc.sql("""
                INSERT INTO mail.outbox (id, number, rule, stage, level, demanded_at, role, address, addressee,
                    language, subject, body_text, body_html, state, next_try, last_error)
                VALUES (:id, :number, :rule, :stage, :level, :at, :role, :address, :addressee,
                    :language, :subject, :text, :html, :state, :at, :error)
                ON CONFLICT DO NOTHING
                """)
                .param("id", UUID.randomUUID())
                .param("number", letter.number().value())
                .param("rule", letter.rule().name())
                .param("stage", Objects.toString(letter.stage(), null))
                .param("level", letter.level())
                .param("at", timestamp(letter.at()))
                .param("role", (contact == null ? letter.asked() : contact.role()).name())
                .param("address", contact == null ? "" : contact.email())
                .param("addressee", contact == null ? "" : contact.name())
                .param("language", language.tag())
                .param("subject", text.subject())
                .param("text", text.plain())
                .param("html", text.html())
                .param("state", contact == null ? "DEAD" : "WAITING")
                .param("error", contact == null ? "no contact is entered" : null)
                .update();
    }

    /**
     * Takes mails whose time has come and keeps them from other nodes until the lease ends; a node that dies while it
     * sends leaves them to the next. Counts the try.
     */
    List<Letter.Waiting> take(Instant now, Instant leaseEnd, int most) {
        return jdbc.sql("""
                UPDATE mail.outbox SET next_try = :leaseEnd, attempts = attempts + 1
                 WHERE id IN (SELECT id FROM mail.outbox
                               WHERE state = 'WAITING' AND next_try <= :now
                               ORDER BY next_try, id LIMIT :most
                                 FOR UPDATE SKIP LOCKED)
                RETURNING id, number, address, subject, body_text, body_html, demanded_at, attempts
                """)
                .param("leaseEnd", timestamp(leaseEnd))
                .param("now", timestamp(now))
                .param("most", most)
                .query(Outbox::waiting)
                .list();
    }

    void sent(UUID id, Instant at) {
        jdbc.sql("UPDATE mail.outbox SET state = 'SENT', sent_at = ?, last_error = NULL WHERE id = ?")
                .params(timestamp(at), id)
                .update();
    }

    void failed(UUID id, Instant nextTry, String error) {
        jdbc.sql("UPDATE mail.outbox SET next_try = ?, last_error = ? WHERE id = ?")
                .params(timestamp(nextTry), error, id)
                .update();
    }

    void dead(UUID id, String error) {
        jdbc.sql("UPDATE mail.outbox SET state = 'DEAD', last_error = ? WHERE id = ?")
                .params(error, id)
                .update();
    }

    int deadLetters() {
        return jdbc.sql("SELECT count(*) FROM mail.outbox WHERE state = 'DEAD'")
                .query(Integer.class)
                .single();
    }

    List<MailView> of(AppealNumber number) {
        return jdbc.sql("SELECT * FROM mail.outbox WHERE number = ? ORDER BY demanded_at, role, address")
                .param(number.value())
                .query(Outbox::view)
                .list();
    }

    private static Letter.Waiting waiting(ResultSet row, int number) throws SQLException {
        return new Letter.Waiting(
                row.getObject("id", UUID.class),
                new AppealNumber(row.getString("number")),
                row.getString("address"),
                row.getString("subject"),
                row.getString("body_text"),
                row.getString("body_html"),
                row.getTimestamp("demanded_at").toInstant(),
                row.getInt("attempts"));
    }

    private static MailView view(ResultSet row, int number) throws SQLException {
        Timestamp sent = row.getTimestamp("sent_at");
        return new MailView(
                row.getObject("id", UUID.class),
                row.getString("subject"),
                ContactRole.valueOf(row.getString("role")),
                row.getString("addressee"),
                row.getString("address"),
                row.getTimestamp("demanded_at").toInstant(),
                MailView.State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                sent == null ? null : sent.toInstant());
    }

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
