package kz.ikomek.catalog;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.StartupNote;
import kz.ikomek.shared.StartupRefused;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whom escalation reaches, as the setting {@code ikomek.contacts} names them: a UTF-8 file of comma-separated values with
 * the columns role, agency (empty for the city's own), name, email, language. After each start exactly those of the file
 * are entered; without the setting, those entered before stay. A file with a mistake changes nothing and stops the start.
 */
@Component
class ContactsFile implements InitializingBean, StartupNote {

    private static final CSVFormat CSV = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();

    private static final Set<String> COLUMNS = Set.of("role", "agency", "name", "email", "language");

    private final JdbcClient jdbc;
    private final Catalog catalog;
    private final TransactionTemplate transactions;
    private final @Nullable Path file;

    /** The seed comes first: contacts name its agencies. */
    ContactsFile(
            JdbcClient jdbc,
            Catalog catalog,
            TransactionTemplate transactions,
            CatalogSeed seed,
            @Value("${ikomek.contacts:#{null}}") @Nullable Path file) {
        this.jdbc = jdbc;
        this.catalog = catalog;
        this.transactions = transactions;
        this.file = file;
    }

    @Override
    public void afterPropertiesSet() {
        if (file != null) {
            enter(file);
        }
    }

    @Override
    public List<String> lines(String base) {
        boolean nobody = jdbc.sql("SELECT NOT EXISTS (SELECT 1 FROM catalog.contact)")
                .query(Boolean.class)
                .single();
        return nobody
                ? List.of("  Contacts       nobody is entered, so escalation reaches nobody: set ikomek.contacts")
                : List.of();
    }

    void enter(Path source) {
        List<Contact> contacts = read(source);
        transactions.executeWithoutResult(status -> {
            jdbc.sql("DELETE FROM catalog.contact").update();
            contacts.forEach(contact -> jdbc.sql("INSERT INTO catalog.contact (role, agency, name, email, language)"
                            + " VALUES (:role, :agency, :name, :email, :language) ON CONFLICT DO NOTHING")
                    .param("role", contact.role().name())
                    .param(
                            "agency",
                            contact.agency() == null ? null : contact.agency().value(),
                            java.sql.Types.VARCHAR)
                    .param("name", contact.name())
                    .param("email", contact.email())
                    .param("language", contact.language().locale().getLanguage())
                    .update());
        });
    }

    private List<Contact> read(Path source) {
        List<Contact> contacts = new ArrayList<>();
        try (var reader = Files.newBufferedReader(source, StandardCharsets.UTF_8);
                var parser = CSV.parse(reader)) {
            if (!Set.copyOf(parser.getHeaderNames()).equals(COLUMNS)) {
                throw mistake(1, "its columns must be role, agency, name, email, language");
            }
            for (CSVRecord row : parser) {
                contacts.add(contact(row, parser.getCurrentLineNumber()));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new StartupRefused("The file of the setting ikomek.contacts cannot be read.", e);
        }
        return contacts;
    }

    private Contact contact(CSVRecord row, long line) {
        if (!row.isConsistent()) {
            throw mistake(line, "it has not five values");
        }
        ContactRole role = role(row.get("role"), line);
        String agency = row.get("agency");
        if (role.ofAgency() == agency.isEmpty()) {
            throw mistake(line, role.ofAgency() ? "the agency is missing" : "the role " + role + " has no agency");
        }
        if (row.get("name").isEmpty()) {
            throw mistake(line, "the name is missing");
        }
        AgencyCode code = agency.isEmpty() ? null : agency(agency, line);
        return new Contact(
                role, code, row.get("name"), address(row.get("email"), line), language(row.get("language"), line));
    }

    private static ContactRole role(String text, long line) {
        try {
            return ContactRole.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw mistake(line, "the role must be one of " + List.of(ContactRole.values()));
        }
    }

    private AgencyCode agency(String text, long line) {
        return catalog.agencies().stream()
                .map(Agency::code)
                .filter(code -> code.value().equals(text))
                .findFirst()
                .orElseThrow(() -> mistake(line, "there is no agency " + text));
    }

    private static String address(String text, long line) {
        try {
            new InternetAddress(text, true).validate();
            if (text.contains("@")) {
                return text;
            }
        } catch (AddressException e) {
            throw mistake(line, "the email is no mail address");
        }
        throw mistake(line, "the email is no mail address");
    }

    private static Language language(String text, long line) {
        try {
            return Language.of(text);
        } catch (Refusal e) {
            throw mistake(line, "the language must be kk, ru or en");
        }
    }

    private static StartupRefused mistake(long line, String what) {
        return new StartupRefused("The file of the setting ikomek.contacts has a mistake in line " + line + ": " + what
                + ". Correct it and start again.");
    }
}
