package kz.ikomek.catalog;

import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes how a contact is written to, and who takes over when its address is refused. */
@Component
@Transactional
public class EditContact {

    private final JdbcClient jdbc;
    private final Contacts contacts;
    private final Clock clock;

    EditContact(JdbcClient jdbc, Contacts contacts, Clock clock) {
        this.jdbc = jdbc;
        this.contacts = contacts;
        this.clock = clock;
    }

    /**
     * From now on the contact is written to in this language. A contacts file overrides it only when its own language
     * for the contact changes.
     *
     * @param tag for example {@code kk}
     * @throws Refusal naming the field {@code language}, or when there is no such contact
     */
    public void language(long contact, String tag, Actor actor) {
        Language language = Language.of(tag);
        change(contact, actor, "language = :language", statement -> statement.param("language", language.tag()));
    }

    /**
     * Enters the standing deputy; takes it out when neither a name nor an address is typed.
     *
     * @throws Refusal naming the field {@code deputyName}, {@code deputyEmail} or {@code language}, or when there is no
     *     such contact
     */
    public void deputy(long contact, TypedDeputy typed, LocalDate today, Actor actor) {
        Contact known = contacts.find(contact, today);
        Deputy deputy = typed.blank() ? null : typed.of(known);
        change(
                contact,
                actor,
                "deputy_name = :name, deputy_email = :email, deputy_language = :tag",
                statement -> statement
                        .param("name", deputy == null ? null : deputy.name(), Types.VARCHAR)
                        .param("email", deputy == null ? null : deputy.email(), Types.VARCHAR)
                        .param("tag", deputy == null ? null : deputy.language().tag(), Types.VARCHAR));
    }

    private interface Values {
        JdbcClient.StatementSpec into(JdbcClient.StatementSpec statement);
    }

    private void change(long contact, Actor actor, String columns, Values values) {
        int rows = values.into(jdbc.sql("UPDATE catalog.contact SET " + columns
                                + ", changed_by = :actor, changed_at = :at WHERE id = :contact")
                        .param("actor", actor.userId())
                        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("contact", contact))
                .update();
        if (rows == 0) {
            throw new Refusal("catalog.contact.unknown", null);
        }
    }
}
