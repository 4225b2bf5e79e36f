package kz.ikomek.catalog;

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
 * are entered; without the setting, those entered before stay. Deputies and absences of those who stay are kept, and so is
 * a language chosen on the page, until the file itself names another one than before. A file with a mistake changes
 * nothing and stops the start.
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

    private record Line(ContactRole role, @Nullable AgencyCode agency, String name, String email, Language language) {}

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
        List<Line> lines = read(source);
        transactions.executeWithoutResult(status -> {
            var kept = lines.stream().map(this::enter).toList();
            jdbc.sql("DELETE FROM catalog.contact WHERE NOT (id = ANY (:kept))")
                    .param("kept", kept.toArray(Long[]::new))
                    .update();
        });
    }

    private long enter(Line line) {
        return jdbc.sql("""
                INSERT INTO catalog.contact AS known (role, agency, name, email, language, file_language)
                VALUES (:role, :agency, :name, :email, :language, :language)
                ON CONFLICT (role, agency, email) DO UPDATE SET
                    name = EXCLUDED.name,
                    language = CASE WHEN known.file_language IS DISTINCT FROM EXCLUDED.file_language
                                    THEN EXCLUDED.language ELSE known.language END,
                    file_language = EXCLUDED.file_language
                RETURNING id
                """)
                .param("role", line.role().name())
                .param("agency", line.agency() == null ? null : line.agency().value(), java.sql.Types.VARCHAR)
                .param("name", line.name())
                .param("email", line.email())
                .param("language", line.language().tag())
                .query(Long.class)
                .single();
    }

    private List<Line> read(Path source) {
        List<Line> contacts = new ArrayList<>();
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

    private Line contact(CSVRecord row, long line) {
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
        return new Line(
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
        if (!MailAddress.valid(text)) {
            throw mistake(line, "the email is no mail address");
        }
        return text;
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
