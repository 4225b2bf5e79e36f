package kz.ikomek.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @TempDir
    Path folder;

    @Autowired
    ContactsFile contacts;

    @Autowired
    Catalog catalog;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Test
    void exactlyThoseOfTheFileAreEntered() throws IOException {
        Path file = file("""
                role,agency,name,email,language
                AGENCY_HEAD,water-sewerage,"Ұлықбек Әшімов, бастық",head@water.example,kk

                CENTRE_HEAD,,Дежурный,centre@ikomek.example,ru
                """);
        transactions.executeWithoutResult(test -> {
            contacts.enter(file);
            contacts.enter(file);
            assertThat(catalog.contacts(ContactRole.AGENCY_HEAD, new AgencyCode("water-sewerage")))
                    .singleElement()
                    .satisfies(head -> assertThat(head.name()).isEqualTo("Ұлықбек Әшімов, бастық"));
            assertThat(count()).isEqualTo(2);
            assertThat(contacts.lines("")).isEmpty();
            jdbc.sql("DELETE FROM catalog.contact").update();
            assertThat(contacts.lines("")).singleElement().asString().contains("ikomek.contacts");
            test.setRollbackOnly();
        });
        assertThat(count()).isGreaterThan(2);
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
    void aMistakeIsNamedWithItsLineAndChangesNothing(String row, String what) throws IOException {
        long before = count();
        Path file = file("role,agency,name,email,language\nCENTRE_HEAD,,A,a@b.example,kk\n" + row + "\n");
        assertThatThrownBy(() -> contacts.enter(file))
                .isInstanceOf(StartupRefused.class)
                .hasMessageContaining("line 3: " + what);
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void aFileThatIsNotThereOrHasOtherColumnsIsSaid() throws IOException {
        assertThatThrownBy(() -> contacts.enter(folder.resolve("none.csv")))
                .isInstanceOf(StartupRefused.class)
                .hasMessageContaining("ikomek.contacts cannot be read");
        Path other = file("role,agency,mail\n");
        assertThatThrownBy(() -> contacts.enter(other))
                .isInstanceOf(StartupRefused.class)
                .hasMessageContaining("its columns must be role, agency, name, email, language");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("contacts.csv"), content);
    }

    private long count() {
        return jdbc.sql("SELECT count(*) FROM catalog.contact")
                .query(Long.class)
                .single();
    }
}
