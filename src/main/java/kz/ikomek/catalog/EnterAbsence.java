package kz.ikomek.catalog;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A contact is away for a time, and a deputy gets the mail. */
@Component
@Transactional
public class EnterAbsence {

    private final JdbcClient jdbc;
    private final Contacts contacts;
    private final Clock clock;

    EnterAbsence(JdbcClient jdbc, Contacts contacts, Clock clock) {
        this.jdbc = jdbc;
        this.contacts = contacts;
        this.clock = clock;
    }

    /**
     * An absence as somebody typed it.
     *
     * @param first day of it, ISO, for example {@code 2026-12-01}
     * @param last day of it, included, ISO
     */
    public record TypedAbsence(String first, String last, TypedDeputy deputy) {}

    /**
     * Enters an absence.
     *
     * @param today in Shymkent
     * @throws Refusal naming the field {@code firstDay}, {@code lastDay}, {@code deputyName}, {@code deputyEmail} or
     *     {@code language}, or when there is no such contact
     */
    public void enter(long contact, TypedAbsence typed, LocalDate today, Actor actor) {
        jdbc.sql("SELECT id FROM catalog.contact WHERE id = ? FOR UPDATE")
                .param(contact)
                .query(Long.class)
                .optional();
        Contact known = contacts.find(contact, today);
        LocalDate first = day(typed.first(), "firstDay");
        LocalDate last = day(typed.last(), "lastDay");
        if (last.isBefore(first)) {
            throw new Refusal("catalog.absence.ends-before", "lastDay");
        }
        if (last.isBefore(today)) {
            throw new Refusal("catalog.absence.past", "lastDay");
        }
        Deputy deputy = typed.deputy().of(known);
        for (Absence other : known.absences()) {
            if (!first.isAfter(other.last()) && !last.isBefore(other.first())) {
                throw new Refusal("catalog.absence.overlaps", "firstDay");
            }
        }
        jdbc.sql("""
                INSERT INTO catalog.absence (contact, first_day, last_day, deputy_name, deputy_email, deputy_language,
                    entered_by, entered_at)
                VALUES (:contact, :first, :last, :name, :email, :language, :actor, :at)
                """)
                .param("contact", contact)
                .param("first", first)
                .param("last", last)
                .param("name", deputy.name())
                .param("email", deputy.email())
                .param("language", deputy.language().tag())
                .param("actor", actor.userId())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Ends an absence now, or takes back one to come: from now on the contact gets its mail again.
     *
     * @throws Refusal when the contact has no such absence
     */
    public void end(long contact, long absence, Actor actor) {
        int rows = jdbc.sql("UPDATE catalog.absence SET ended_by = ?, ended_at = ?"
                        + " WHERE id = ? AND contact = ? AND ended_at IS NULL")
                .params(actor.userId(), clock.instant().atOffset(ZoneOffset.UTC), absence, contact)
                .update();
        if (rows == 0) {
            throw new Refusal("catalog.absence.unknown", null);
        }
    }

    private static LocalDate day(String text, String field) {
        if (text.isBlank()) {
            throw new Refusal("shared.required", field);
        }
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new Refusal("catalog.date.invalid", field);
        }
    }
}
