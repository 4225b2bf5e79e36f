package kz.ikomek.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whom escalation reaches, and who stands in. Days are those of Shymkent. */
@Component
public class Contacts {

    private final JdbcClient jdbc;

    Contacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All contacts: the city's own first, then the agencies' in the order of the catalogue; with their absences from this day on. */
    public List<Contact> all(LocalDate today) {
        return read("", Map.of(), today);
    }

    /**
     * One contact, with the absences from this day on.
     *
     * @throws Refusal when there is none of this id
     */
    public Contact find(long id, LocalDate today) {
        return read("WHERE c.id = :id", Map.of("id", id), today).stream()
                .findFirst()
                .orElseThrow(() -> new Refusal("catalog.contact.unknown", null));
    }

    /**
     * Who gets mail for a role on a day: the contacts of the role, or of the next role above when nobody is entered, each
     * with the deputy in place of who is away. Empty when there is nobody at all.
     */
    public List<Addressee> reach(ContactRole role, @Nullable AgencyCode agency, LocalDate day) {
        return climb(role, agency, day, addressee -> true);
    }

    /**
     * Who gets the mail that an address refuses: the contact's standing deputy, or else whom the next role above
     * reaches. Never the address itself; empty when there is nobody at all.
     *
     * @param role for which the address was written to
     */
    public List<Addressee> insteadOf(String address, ContactRole role, @Nullable AgencyCode agency, LocalDate day) {
        for (Contact contact : ofRole(role, agency, day)) {
            Deputy deputy = contact.deputy();
            if (deputy != null && !deputy.email().equals(address) && receives(contact, address, day)) {
                return List.of(standIn(contact, deputy));
            }
        }
        return climb(role.above(), agency, day, addressee -> !addressee.email().equals(address));
    }

    private List<Addressee> climb(
            @Nullable ContactRole from, @Nullable AgencyCode agency, LocalDate day, Predicate<Addressee> wanted) {
        for (ContactRole role = from; role != null; role = role.above()) {
            List<Addressee> found = ofRole(role, agency, day).stream()
                    .map(contact -> addressee(contact, day))
                    .filter(wanted)
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static boolean receives(Contact contact, String address, LocalDate day) {
        return contact.email().equals(address)
                || addressee(contact, day).email().equals(address);
    }

    private static Addressee addressee(Contact contact, LocalDate day) {
        return contact.absences().stream()
                .filter(absence -> absence.covers(day))
                .findFirst()
                .map(absence -> standIn(contact, absence.deputy()))
                .orElseGet(() -> new Addressee(
                        contact.role(), contact.agency(), contact.name(), contact.email(), contact.language(), null));
    }

    private static Addressee standIn(Contact contact, Deputy deputy) {
        return new Addressee(
                contact.role(), contact.agency(), deputy.name(), deputy.email(), deputy.language(), contact.name());
    }

    private List<Contact> ofRole(ContactRole role, @Nullable AgencyCode agency, LocalDate day) {
        return role.ofAgency() && agency != null
                ? read(
                        "WHERE c.role = :role AND c.agency = :agency",
                        Map.of("role", role.name(), "agency", agency.value()),
                        day)
                : read("WHERE c.role = :role AND c.agency IS NULL", Map.of("role", role.name()), day);
    }

    private record Row(Contact contact, @Nullable Absence absence) {}

    private List<Contact> read(String where, Map<String, ?> values, LocalDate today) {
        List<Row> rows = jdbc.sql("""
                SELECT c.id, c.role, c.agency, c.name, c.email, c.language, c.file_language, c.deputy_name, c.deputy_email,
                       c.deputy_language, c.changed_by, c.changed_at, a.id AS absence, a.first_day, a.last_day, a.deputy_name AS away_name,
                       a.deputy_email AS away_email, a.deputy_language AS away_language
                  FROM catalog.contact c
                  LEFT JOIN catalog.agency g ON g.code = c.agency
                  LEFT JOIN catalog.absence a ON a.contact = c.id AND a.ended_at IS NULL AND a.last_day >= :today
                """ + where + " ORDER BY g.position NULLS FIRST, c.role, c.email, a.first_day")
                .param("today", today, Types.DATE)
                .params(values)
                .query(Contacts::row)
                .list();
        Map<Long, List<Absence>> absences = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.contact().id(),
                        Collectors.flatMapping(row -> Stream.ofNullable(row.absence()), Collectors.toList())));
        List<Contact> contacts = new ArrayList<>();
        for (Row row : rows) {
            Contact contact = row.contact();
            if (contacts.isEmpty() || contacts.get(contacts.size() - 1).id() != contact.id()) {
                contacts.add(new Contact(
                        contact.id(),
                        contact.role(),
                        contact.agency(),
                        contact.name(),
                        contact.email(),
                        contact.language(),
                        contact.deputy(),
                        absences.getOrDefault(contact.id(), List.of())));
            }
        }
        return contacts;
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        String agency = row.getString("agency");
        var contact = new Contact(
                row.getLong("id"),
                ContactRole.valueOf(row.getString("role")),
                agency == null ? null : new AgencyCode(agency),
                row.getString("name"),
                row.getString("email"),
                Language.of(row.getString("language")),
                deputy(row, "deputy"),
                List.of());
        Deputy away = deputy(row, "away");
        return new Row(
                contact,
                away == null
                        ? null
                        : new Absence(
                                row.getLong("absence"),
                                away,
                                row.getObject("first_day", LocalDate.class),
                                row.getObject("last_day", LocalDate.class)));
    }

    private static @Nullable Deputy deputy(ResultSet row, String prefix) throws SQLException {
        String name = row.getString(prefix + "_name");
        return name == null
                ? null
                : new Deputy(
                        name,
                        Objects.requireNonNull(row.getString(prefix + "_email")),
                        Language.of(row.getString(prefix + "_language")));
    }
}
