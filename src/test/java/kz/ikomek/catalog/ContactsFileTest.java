package kz.ikomek.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.StartupRefused;
import kz.ikomek.testing.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@IntegrationTest
class ContactsFileTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    @TempDir
    Path folder;

    @Autowired
    ContactsFile contactsFile;

    @Autowired
    Contacts contacts;

    @Autowired
    EditContact edit;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Test
    void exactlyThoseOfTheFileAreEntered() {
        Path file = file("""
                role,agency,name,email,language
                AGENCY_HEAD,water-sewerage,"Ұлықбек Әшімов, бастық",head@water.example,kk

                CENTRE_HEAD,,Дежурный,centre@ikomek.example,ru
                """);
        transactions.executeWithoutResult(test -> {
            contactsFile.enter(file);
            contactsFile.enter(file);
            assertThat(contacts.reach(ContactRole.AGENCY_HEAD, new AgencyCode("water-sewerage"), TODAY))
                    .singleElement()
                    .satisfies(head -> assertThat(head.name()).isEqualTo("Ұлықбек Әшімов, бастық"));
            assertThat(count()).isEqualTo(2);
            assertThat(contactsFile.lines("")).isEmpty();
            jdbc.sql("DELETE FROM catalog.contact").update();
            assertThat(contactsFile.lines("")).singleElement().asString().contains("ikomek.contacts");
            test.setRollbackOnly();
        });
        assertThat(count()).isGreaterThan(2);
    }

    @Test
    void whatWasEnteredOnThePageStaysUntilTheFileSaysOtherwise() {
        var admin = new Actor("admin");
        transactions.executeWithoutResult(test -> {
            contactsFile.enter(headWhoReads("kk"));
            long head = head().id();
            edit.language(head, "ru", admin);
            edit.deputy(head, new TypedDeputy("Орынбасар", "deputy@water.example", "kk"), TODAY, admin);

            contactsFile.enter(headWhoReads("kk"));
            assertThat(head().language()).isEqualTo(Language.RU);
            assertThat(head().deputy()).isEqualTo(new Deputy("Орынбасар", "deputy@water.example", Language.KK));

            contactsFile.enter(headWhoReads("en"));
            assertThat(head().language()).isEqualTo(Language.EN);
            assertThat(head().id()).isEqualTo(head);
            test.setRollbackOnly();
        });
    }

    private Contact head() {
        return contacts.all(TODAY).stream()
                .filter(contact -> contact.role() == ContactRole.AGENCY_HEAD)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BOSS,,A,a@b.example,kk | the role must be one of",
                "AGENCY_HEAD,,A,a@b.example,kk | the agency is missing",
                "CENTRE_HEAD,health,A,a@b.example,kk | the role CENTRE_HEAD has no agency",
                "AGENCY_HEAD,moon,A,a@b.example,kk | there is no agency moon",
                "CENTRE_HEAD,,,a@b.example,kk | the name is missing",
                "CENTRE_HEAD,,A,a.b.example,kk | the email is no mail address",
                "CENTRE_HEAD,,A,a@b.example,de | the language must be kk, ru or en",
                "CENTRE_HEAD,,A,a@b.example | it has not five values",
            })
    void aMistakeIsNamedWithItsLineAndChangesNothing(String row, String what) {
        long before = count();
        Path file = file("role,agency,name,email,language\nCENTRE_HEAD,,A,a@b.example,kk\n" + row + "\n");
        assertThatThrownBy(() -> contactsFile.enter(file))
                .isInstanceOf(StartupRefused.class)
                .hasMessageContaining("line 3: " + what);
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void aFileThatIsNotThereOrHasOtherColumnsIsSaid() {
        assertThatThrownBy(() -> contactsFile.enter(folder.resolve("none.csv")))
                .isInstanceOf(StartupRefused.class)
                .hasMessageContaining("ikomek.contacts cannot be read");
        Path other = file("role,agency,mail\n");
        assertThatThrownBy(() -> contactsFile.enter(other))
                .isInstanceOf(StartupRefused.class)
                .hasMessageContaining("its columns must be role, agency, name, email, language");
    }

    private Path headWhoReads(String language) {
        return file(
                "role,agency,name,email,language\nAGENCY_HEAD,water-sewerage,A,head@water.example," + language + "\n");
    }

    private Path file(String content) {
        try {
            return Files.writeString(folder.resolve("contacts.csv"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long count() {
        return jdbc.sql("SELECT count(*) FROM catalog.contact")
                .query(Long.class)
                .single();
    }
}
