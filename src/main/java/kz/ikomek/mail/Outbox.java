package kz.ikomek.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.catalog.Addressee;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.deadlines.Stage;
import kz.ikomek.shared.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The mails in the database. */
@Component
class Outbox {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batch;

    Outbox(JdbcClient jdbc, NamedParameterJdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /**
     * A mail of the outbox, without its words.
     *
     * @param number null when it is about no single appeal
     * @param due the deadline that it is about; null when it is about none
     * @param takenAt when its link was used; null while it was not
     */
    record Kept(
            UUID id,
            @Nullable AppealNumber number,
            Letter.Rule rule,
            @Nullable Stage stage,
            int level,
            Instant demandedAt,
            ContactRole role,
            @Nullable AgencyCode agency,
            String address,
            String addressee,
            Language language,
            MailView.State state,
            String category,
            @Nullable Instant due,
            @Nullable Instant takenAt) {}

    /**
     * A mail to be added.
     *
     * @param text null when it is written out later
     */
    record New(
            Letter letter,
            Writing.Written written,
            @Nullable MailText text) {}

    /** Adds mails; the same demand twice is one mail. Without an addressee it is a dead letter from the start. */
    void add(List<New> mails) {
        batch.batchUpdate("""
                INSERT INTO mail.outbox (id, number, rule, stage, level, demanded_at, role, agency, address, addressee,
                    language, subject, body_text, body_html, category, place, due_at, notes, state, next_try, last_error)
                VALUES (:id, :number, :rule, :stage, :level, :at, :role, :agency, :address, :addressee,
                    :language, :subject, :text, :html, :category, :place, :due, :notes, :state, :leaves, :error)
                ON CONFLICT DO NOTHING
                """, mails.stream().map(Outbox::values).toArray(SqlParameterSource[]::new));
    }

    private static SqlParameterSource values(New mail) {
        Letter letter = mail.letter();
        Writing.Written written = mail.written();
        var addressee = letter.addressee();
        MailText text = mail.text();
        return new MapSqlParameterSource("id", letter.id())
                .addValue("number", letter.number().value())
                .addValue("rule", letter.rule().name())
                .addValue("stage", Objects.toString(letter.stage(), null), Types.VARCHAR)
                .addValue("level", letter.level())
                .addValue("at", timestamp(letter.at()))
                .addValue("role", written.line().role().name())
                .addValue("agency", Objects.toString(letter.agency(), null), Types.VARCHAR)
                .addValue("address", addressee == null ? "" : addressee.email())
                .addValue("addressee", addressee == null ? "" : addressee.name())
                .addValue("language", written.language().tag())
                .addValue("subject", written.subject())
                .addValue("text", text == null ? null : text.plain(), Types.VARCHAR)
                .addValue("html", text == null ? null : text.html(), Types.VARCHAR)
                .addValue("category", written.line().category())
                .addValue("place", written.line().place())
                .addValue("due", timestamp(written.line().due()))
                .addValue("notes", written.line().notes())
                .addValue("state", written.state().name())
                .addValue("leaves", timestamp(written.leaves()))
                .addValue("error", addressee == null ? "no contact is entered" : null, Types.VARCHAR);
    }

    void addDigest(UUID id, Letter.Recipient recipient, ContactRole role, Instant at, MailText text) {
        addAboutNone(
                id,
                Letter.Rule.DIGEST,
                new Addressee(role, null, recipient.addressee(), recipient.address(), recipient.language(), null),
                at,
                at,
                text);
    }

    void addAlarm(Addressee to, Instant at, MailText text) {
        addAboutNone(UUID.randomUUID(), Letter.Rule.ALARM, to, at, at, text);
    }

    /** @param leaves when it may leave */
    void addCorrection(Addressee to, Instant at, Instant leaves, MailText text) {
        addAboutNone(UUID.randomUUID(), Letter.Rule.CORRECTION, to, at, leaves, text);
    }

    /** The same alarm to somebody else. */
    void passOn(UUID alarm, Addressee to, Instant at) {
        jdbc.sql("""
                INSERT INTO mail.outbox (id, rule, demanded_at, role, agency, address, addressee, language, subject,
                    body_text, body_html, state, next_try)
                SELECT :id, rule, :at, :role, agency, :address, :addressee, language, subject, body_text, body_html,
                       'WAITING', :at
                  FROM mail.outbox WHERE id = :alarm
                """)
                .param("id", UUID.randomUUID())
                .param("at", timestamp(at))
                .param("role", to.role().name())
                .param("address", to.email())
                .param("addressee", to.name())
                .param("alarm", alarm)
                .update();
    }

    private void addAboutNone(UUID id, Letter.Rule rule, Addressee to, Instant at, Instant leaves, MailText text) {
        jdbc.sql("""
                INSERT INTO mail.outbox (id, rule, demanded_at, role, agency, address, addressee, language, subject,
                    body_text, body_html, state, next_try)
                VALUES (:id, :rule, :at, :role, :agency, :address, :addressee, :language, :subject, :text, :html,
                    'WAITING', :leaves)
                """)
                .param("id", id)
                .param("rule", rule.name())
                .param("at", timestamp(at))
                .param("leaves", timestamp(leaves))
                .param("role", to.role().name())
                .param("agency", Objects.toString(to.agency(), null), Types.VARCHAR)
                .param("address", to.email())
                .param("addressee", to.name())
                .param("language", to.language().tag())
                .param("subject", text.subject())
                .param("text", text.plain())
                .param("html", text.html())
                .update();
    }

    /** Whether any mail gathers whose time to leave has come. */
    boolean gathers(Instant now) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM mail.outbox WHERE state = 'GATHERING' AND next_try <= ?)")
                .param(timestamp(now))
                .query(Boolean.class)
                .single();
    }

    /**
     * Whose gathered mails are to go now.
     *
     * @param ripe since when the oldest of them may leave, at the latest
     */
    List<Letter.Recipient> ripe(Instant now, Instant ripe) {
        return jdbc.sql("""
                SELECT address, addressee, language FROM mail.outbox
                 WHERE state = 'GATHERING' AND next_try <= :now
                 GROUP BY address, addressee, language
                HAVING min(next_try) <= :ripe
                 ORDER BY min(next_try), address, addressee
                """)
                .param("now", timestamp(now))
                .param("ripe", timestamp(ripe))
                .query((row, number) -> new Letter.Recipient(
                        row.getString("address"), row.getString("addressee"), Language.of(row.getString("language"))))
                .list();
    }

    /** Keeps a recipient's gathered mails from other nodes until the transaction ends; false when another has them. */
    boolean mine(Letter.Recipient recipient) {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(hashtext('mail.outbox'), hashtext(?))")
                .param(recipient.address())
                .query(Boolean.class)
                .single();
    }

    /** A recipient's gathered mails that may leave, the latest appeal first. */
    List<Letter.Line> gathered(Letter.Recipient recipient, Instant now, int most) {
        return jdbc.sql("""
                SELECT id, number, stage, role, category, place, due_at, notes FROM mail.outbox
                 WHERE state = 'GATHERING' AND next_try <= :now
                   AND address = :address AND addressee = :addressee AND language = :language
                 ORDER BY due_at, number, id LIMIT :most
                """)
                .param("now", timestamp(now))
                .param("address", recipient.address())
                .param("addressee", recipient.addressee())
                .param("language", recipient.language().tag())
                .param("most", most)
                .query((row, number) -> new Letter.Line(
                        row.getObject("id", UUID.class),
                        new AppealNumber(row.getString("number")),
                        stage(row),
                        ContactRole.valueOf(row.getString("role")),
                        row.getString("category"),
                        row.getString("place"),
                        row.getTimestamp("due_at").toInstant(),
                        row.getString("notes")))
                .list();
    }

    /** A gathered mail leaves alone, with these words. */
    void release(UUID id, Instant now, MailText text) {
        jdbc.sql("UPDATE mail.outbox SET state = 'WAITING', next_try = ?, subject = ?, body_text = ?, body_html = ?"
                        + " WHERE id = ?")
                .params(timestamp(now), text.subject(), text.plain(), text.html(), id)
                .update();
    }

    /** Gathered mails leave in a digest. */
    void bundle(List<UUID> ids, UUID digest) {
        jdbc.sql("UPDATE mail.outbox SET state = 'BUNDLED', digest = :digest WHERE id = ANY (:ids)")
                .param("digest", digest)
                .param("ids", ids.toArray(UUID[]::new))
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

    /** The mail server took it; with a digest, all that stands in it. */
    void sent(UUID id, Instant at) {
        jdbc.sql("""
                UPDATE mail.outbox SET state = 'SENT', sent_at = :at, last_error = NULL
                 WHERE id = :id AND state = 'WAITING' OR digest = :id AND state = 'BUNDLED'
                """).param("at", timestamp(at)).param("id", id).update();
    }

    /** To be tried again; not what somebody else has sent after the lease was over. */
    void failed(UUID id, Instant nextTry, String error) {
        jdbc.sql("UPDATE mail.outbox SET next_try = ?, last_error = ? WHERE id = ? AND state = 'WAITING'")
                .params(timestamp(nextTry), error, id)
                .update();
    }

    /**
     * Given up; with a digest, all that stands in it.
     *
     * @return false when somebody else has sent it after the lease was over
     */
    boolean dead(UUID id, String error) {
        return jdbc.sql("""
                UPDATE mail.outbox SET state = 'DEAD', last_error = :error
                 WHERE id = :id AND state = 'WAITING' OR digest = :id AND state = 'BUNDLED'
                """).param("error", error).param("id", id).update() > 0;
    }

    /** The address takes no mail; with a digest, all that stands in it is refused. It may have been sent before. */
    void refused(UUID id, String error) {
        jdbc.sql("UPDATE mail.outbox SET state = 'REFUSED', last_error = :error WHERE id = :id OR digest = :id")
                .param("error", error)
                .param("id", id)
                .update();
    }

    /** Whether the shift was not yet told of this on that day; asked once, it was. */
    boolean firstToday(String about, LocalDate day) {
        return jdbc.sql("INSERT INTO mail.told_today (about, day) VALUES (?, ?) ON CONFLICT DO NOTHING")
                        .params(about, day)
                        .update()
                == 1;
    }

    /** A mail; empty when there is none of this id. */
    Optional<Kept> find(UUID id) {
        return kept("WHERE id = ?", id).stream().findFirst();
    }

    /** A mail, locked until the transaction ends. */
    Optional<Kept> lock(UUID id) {
        return kept("WHERE id = ? FOR UPDATE", id).stream().findFirst();
    }

    /** What stands in a digest, in its order. */
    List<Kept> members(UUID digest) {
        return kept("WHERE digest = ? ORDER BY due_at, number, id", digest);
    }

    private List<Kept> kept(String where, UUID id) {
        return jdbc.sql("""
                SELECT id, number, rule, stage, level, demanded_at, role, agency, address, addressee, language, state,
                       coalesce(category, '') AS category, due_at, taken_at
                  FROM mail.outbox
                """ + where).param(id).query(Outbox::kept).list();
    }

    void taken(UUID id, Instant at) {
        jdbc.sql("UPDATE mail.outbox SET taken_at = ? WHERE id = ?")
                .params(timestamp(at), id)
                .update();
    }

    /** Reads what waits by the indexes outbox_waiting and outbox_gathering, never what has left. */
    MailQueue queue() {
        return jdbc.sql("""
                SELECT count(*) AS waiting, min(demanded_at) AS oldest, min(next_try) AS next
                  FROM (SELECT demanded_at, next_try FROM mail.outbox WHERE state = 'WAITING'
                        UNION ALL
                        SELECT demanded_at, next_try FROM mail.outbox WHERE state = 'GATHERING') mails
                """)
                .query((row, number) ->
                        new MailQueue(row.getLong("waiting"), instant(row, "oldest"), instant(row, "next")))
                .single();
    }

    int deadLetters() {
        return jdbc.sql("SELECT count(*) FROM mail.outbox WHERE state = 'DEAD'")
                .query(Integer.class)
                .single();
    }

    List<MailView> of(AppealNumber number) {
        return jdbc.sql(
                        "SELECT id, subject, role, addressee, address, demanded_at, state, next_try, digest, attempts, sent_at"
                                + " FROM mail.outbox WHERE number = ? ORDER BY demanded_at, role, address")
                .param(number.value())
                .query(Outbox::view)
                .list();
    }

    private static Letter.Waiting waiting(ResultSet row, int rowNumber) throws SQLException {
        return new Letter.Waiting(
                row.getObject("id", UUID.class),
                number(row),
                row.getString("address"),
                row.getString("subject"),
                row.getString("body_text"),
                row.getString("body_html"),
                row.getTimestamp("demanded_at").toInstant(),
                row.getInt("attempts"));
    }

    private static Kept kept(ResultSet row, int rowNumber) throws SQLException {
        String agency = row.getString("agency");
        return new Kept(
                row.getObject("id", UUID.class),
                number(row),
                Letter.Rule.valueOf(row.getString("rule")),
                stage(row),
                row.getInt("level"),
                row.getTimestamp("demanded_at").toInstant(),
                ContactRole.valueOf(row.getString("role")),
                agency == null ? null : new AgencyCode(agency),
                row.getString("address"),
                row.getString("addressee"),
                Language.of(row.getString("language")),
                MailView.State.valueOf(row.getString("state")),
                row.getString("category"),
                instant(row, "due_at"),
                instant(row, "taken_at"));
    }

    private static MailView view(ResultSet row, int rowNumber) throws SQLException {
        return new MailView(
                row.getObject("id", UUID.class),
                row.getString("subject"),
                ContactRole.valueOf(row.getString("role")),
                row.getString("addressee"),
                row.getString("address"),
                row.getTimestamp("demanded_at").toInstant(),
                MailView.State.valueOf(row.getString("state")),
                row.getTimestamp("next_try").toInstant(),
                row.getObject("digest", UUID.class),
                row.getInt("attempts"),
                instant(row, "sent_at"));
    }

    private static @Nullable Stage stage(ResultSet row) throws SQLException {
        String stage = row.getString("stage");
        return stage == null ? null : Stage.valueOf(stage);
    }

    private static @Nullable AppealNumber number(ResultSet row) throws SQLException {
        String number = row.getString("number");
        return number == null ? null : new AppealNumber(number);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
