package kz.ikomek.privacy;

import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.ForgetAppeals;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.PersonalText;
import kz.ikomek.shared.PhoneNumber;
import kz.ikomek.shared.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes personal data away, and leaves what statistics count: category, district, times, outcome. An appeal that is still
 * open is left until it is closed, because the resident was promised an outcome; so is one whose mails have not left.
 */
@Component
public class Anonymise {

    /** So many appeals go in one transaction. */
    static final int AT_ONCE = 200;

    private static final int LONGEST_REASON = 500;

    private enum Why {
        RETENTION,
        APPEAL,
        PERSON
    }

    private final PersonalData registry;
    private final ForgetAppeals forget;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Anonymise(
            PersonalData registry,
            ForgetAppeals forget,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock) {
        this.registry = registry;
        this.forget = forget;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Anonymises an appeal on demand, now or as soon as it is closed.
     *
     * @throws Refusal naming the field {@code reason} when it is missing, or {@code number} when there is no such appeal or
     *     it is anonymised already
     */
    public Erased appeal(AppealNumber number, String reason, Actor actor) {
        String why = reason(reason);
        return inTransaction(() -> {
            if (left(List.of(number)).isEmpty()) {
                throw new Refusal("privacy.nothing-of-appeal", "number", number.display());
            }
            return anonymise(List.of(number), Why.APPEAL, why, actor);
        });
    }

    /**
     * Anonymises what there is of a phone: its appeals, its calls, what is typed of it.
     *
     * @throws Refusal naming the field {@code reason} when it is missing, or {@code phone} when it is none
     */
    public Erased person(String phone, String reason, Actor actor) {
        String why = reason(reason);
        PhoneNumber of = PhoneNumber.parse(phone);
        return inTransaction(() -> {
            Erased erased = anonymise(numbers(of), Why.PERSON, why, actor);
            for (PersonalTable table : registry.tables()) {
                String rows = table.ofPhone();
                if (rows != null) {
                    jdbc.sql(statement(table, rows)).param("phone", of.e164()).update();
                }
            }
            record(List.of(), Why.PERSON, why, actor);
            return erased;
        });
    }

    /**
     * Anonymises what is past its retention, and what was asked for while it was open. Several nodes may do it at once.
     *
     * @return how many appeals
     */
    public int due() {
        int all = 0;
        int some;
        do {
            some = inTransaction(() -> anonymise(dueNow(), Why.RETENTION, "", Actor.SYSTEM))
                    .anonymised();
            all += some;
        } while (some == AT_ONCE);
        return all;
    }

    private Erased inTransaction(Supplier<Erased> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }

    /**
     * Kind by kind and category by category, because each has a day of its own before which everything is due: so nothing
     * is read that is not.
     */
    private List<AppealNumber> dueNow() {
        return jdbc
                .sql("""
                SELECT number FROM (
                    SELECT past.number, past.closed_at
                      FROM privacy.retention kind
                     CROSS JOIN catalog.category c
                      LEFT JOIN privacy.retention own ON own.scope = c.code
                     CROSS JOIN LATERAL (
                           SELECT a.number, a.closed_at
                             FROM appeals.appeal a
                            WHERE a.state = 'CLOSED' AND a.anonymised_at IS NULL
                              AND a.kind = kind.scope AND a.category = c.code
                              AND a.closed_at <= :now - make_interval(months => coalesce(own.months, kind.months))
                              AND NOT EXISTS (%1$s)
                            ORDER BY a.closed_at
                            LIMIT :most) AS past
                    UNION
                    SELECT a.number, a.closed_at
                      FROM privacy.wish w JOIN appeals.appeal a ON a.number = w.number
                     WHERE a.state = 'CLOSED' AND a.anonymised_at IS NULL AND NOT EXISTS (%1$s)) AS due
                 ORDER BY closed_at
                 LIMIT :most
                """.formatted(mailsToLeave("= a.number")))
                .param("now", now())
                .param("most", AT_ONCE)
                .query(String.class)
                .list()
                .stream()
                .map(AppealNumber::new)
                .toList();
    }

    private static String mailsToLeave(String number) {
        return "SELECT 1 FROM mail.outbox m LEFT JOIN mail.outbox d ON d.id = m.digest WHERE m.number " + number
                + " AND (m.state IN ('WAITING', 'GATHERING') OR d.state = 'WAITING')";
    }

    private Erased anonymise(Collection<AppealNumber> asked, Why why, String reason, Actor actor) {
        Set<AppealNumber> waiting = left(asked);
        List<AppealNumber> numbers = forget.lockClosed(asked).stream()
                .filter(number -> !mailed(number))
                .toList();
        numbers.forEach(waiting::remove);
        if (why != Why.RETENTION) {
            wish(waiting, why, reason, actor);
        }
        if (numbers.isEmpty()) {
            return new Erased(0, waiting.size());
        }
        forget.removeFiles(numbers);
        for (PersonalTable table : registry.tables()) {
            String rows = table.ofAppeals();
            if (rows != null) {
                erase(table, rows, numbers, why, actor);
            }
        }
        forget.anonymised(numbers, why.name(), actor);
        record(numbers, why, reason, actor);
        return new Erased(numbers.size(), waiting.size());
    }

    private void erase(PersonalTable table, String rows, List<AppealNumber> numbers, Why why, Actor actor) {
        switch (table.way()) {
            case COLUMNS, ROWS ->
                jdbc.sql(statement(table, rows))
                        .param("numbers", texts(numbers))
                        .update();
            case NOTES -> forget.removeNotes(numbers, why.name(), actor);
            case FOLLOWS, NOTHING -> {
                // Nothing is left to do here.
            }
        }
    }

    private static String statement(PersonalTable table, String rows) {
        return table.way() == PersonalTable.Way.ROWS
                ? "DELETE FROM " + table.name() + " WHERE " + rows
                : "UPDATE " + table.name() + " SET "
                        + table.personal().keySet().stream()
                                .map(column -> column + " = " + table.emptied().getOrDefault(column, "NULL"))
                                .collect(Collectors.joining(", "))
                        + " WHERE " + rows;
    }

    private boolean mailed(AppealNumber number) {
        return jdbc.sql("SELECT EXISTS (" + mailsToLeave("= ?") + ")")
                .param(number.value())
                .query(Boolean.class)
                .single();
    }

    /** Those of them that there are and that are not anonymised yet. */
    private Set<AppealNumber> left(Collection<AppealNumber> numbers) {
        return jdbc
                .sql("SELECT number FROM appeals.appeal WHERE number = ANY (?) AND anonymised_at IS NULL")
                .param(texts(numbers))
                .query(String.class)
                .list()
                .stream()
                .map(AppealNumber::new)
                .collect(Collectors.toSet());
    }

    private List<AppealNumber> numbers(PhoneNumber phone) {
        return jdbc
                .sql("SELECT number FROM appeals.appeal WHERE phone = ? ORDER BY number")
                .param(phone.e164())
                .query(String.class)
                .list()
                .stream()
                .map(AppealNumber::new)
                .toList();
    }

    private void wish(Collection<AppealNumber> numbers, Why why, String reason, Actor actor) {
        jdbc.sql("INSERT INTO privacy.wish (number, asked_at, asked_by, why, reason)"
                        + " SELECT number, :at, :by, :why, :reason FROM unnest(:numbers) AS asked (number)"
                        + " ON CONFLICT (number) DO NOTHING")
                .param("at", now())
                .param("by", actor.userId())
                .param("why", why.name())
                .param("reason", reason)
                .param("numbers", texts(numbers))
                .update();
    }

    /** What was asked for while the appeal was open is recorded in the name of whoever asked. */
    private void record(List<AppealNumber> numbers, Why why, String reason, Actor actor) {
        var record = jdbc.sql(
                        numbers.isEmpty()
                                ? "INSERT INTO privacy.erasure (at, actor, why, reason, number)"
                                        + " VALUES (:at, :by, :why, :reason, :numbers)"
                                : """
                        WITH asked AS (DELETE FROM privacy.wish WHERE number = ANY (:numbers) RETURNING number, asked_by, why, reason)
                        INSERT INTO privacy.erasure (at, actor, why, reason, number)
                        SELECT :at, coalesce(asked.asked_by, :by), coalesce(asked.why, :why),
                               coalesce(asked.reason, :reason), gone.number
                          FROM unnest(:numbers) AS gone (number)
                          LEFT JOIN asked ON asked.number = gone.number
                        """)
                .param("at", now())
                .param("by", actor.userId())
                .param("why", why.name())
                .param("reason", reason);
        (numbers.isEmpty() ? record.param("numbers", null, Types.VARCHAR) : record.param("numbers", texts(numbers)))
                .update();
    }

    /** A reason, without the data of the person that it is about. */
    private static String reason(String typed) {
        String reason = typed.strip();
        if (reason.isEmpty()) {
            throw new Refusal("shared.required", "reason");
        }
        if (reason.length() > LONGEST_REASON) {
            throw new Refusal("shared.too-long", "reason", LONGEST_REASON);
        }
        return PersonalText.masked(reason);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String[] texts(Collection<AppealNumber> numbers) {
        return numbers.stream().map(AppealNumber::value).toArray(String[]::new);
    }
}
