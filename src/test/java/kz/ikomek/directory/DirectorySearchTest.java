package kz.ikomek.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Statements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** How people ask, and what they find. */
@IntegrationTest
class DirectorySearchTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    @Autowired
    DirectorySearch search;

    @Autowired
    EntryStore store;

    @Autowired
    ReadOut readOut;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    Statements statements;

    @BeforeEach
    void entries() {
        enter(
                "ward",
                EntryKind.HEALTH,
                "Қаратөбе ауылының емханасы",
                "Поликлиника села Каратобе",
                "Өркен көшесі, 12",
                "");
        enter("ward2", EntryKind.HEALTH, "Қаратөбе", "Каратобе", "", "8 (7252) 88-77-66");
        enter("store", EntryKind.OTHER, "Zerdeli сауда үйі", "Торговый дом Zerdeli", "Қаратөбе көшесі, 3", "8777");
    }

    @AfterEach
    void asItWas() {
        jdbc.sql("DELETE FROM directory.entry WHERE external_id LIKE 'test-%'").update();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Қаратөбе|ward2",
                "каратобе|ward2",
                "rfhfnj,t|ward2",
                "0fhfn-,t|ward2",
                "Қаратөбе емхана|ward",
                "поликлиника каратобе|ward",
                "емхан каратоб|ward",
                "емхна каратобэ|ward",
                "кратаобе поликлинка|ward",
                "gjkbrkbybrf rfhfnj,t|ward",
                "gjkbrkbyrf rfhfnj,t|ward",
                "Өркен көшесі 12|ward",
                "оркен 12|ward",
                "Zerdeli|store",
                "зердели|store",
                "яуквудш|store",
                "зердилы|store",
                "887766|ward2",
                "88-77-66|ward2",
                "8 7252 88 77 66|ward2",
                "+7 (7252) 887766|ward2",
                "88-77|ward2",
            })
    void isFound(String typed, String id) {
        assertThat(first(typed)).isEqualTo("test-" + id);
    }

    @Test
    void namesComeBeforeAddressesAndCorrectionsLast() {
        assertThat(found("Қаратөбе")).containsSubsequence("test-ward2", "test-ward", "test-store");
        assertThat(search.find("Қаратөбе", 10).get(0).match()).isEqualTo(Hit.Match.NAME);
        assertThat(search.find("көшесі өркен", 10))
                .first()
                .extracting(Hit::match)
                .isEqualTo(Hit.Match.ELSEWHERE);
        assertThat(search.find("зердилы", 10)).first().extracting(Hit::match).isEqualTo(Hit.Match.CORRECTED);
    }

    @Test
    void nothingIsFoundForNothingAndForGibberish() {
        assertThat(search.find("", 10)).isEmpty();
        assertThat(search.find("  «№»  ", 10)).isEmpty();
        assertThat(search.find("щшқғъ ыюыюы", 10)).isEmpty();
        assertThat(search.find("x".repeat(10_000) + "'); DROP TABLE", 10)).isEmpty();
        assertThat(search.find("' & | ! :* \\ %", 10)).isEmpty();
    }

    @Test
    void aClosedEntryIsFoundNoMore() {
        Entry ward = store.findByExternalId(List.of("test-ward2"))
                .values()
                .iterator()
                .next();
        EntryFacts facts = ward.facts();
        var closed = new EntryFacts(
                facts.externalId(),
                facts.kind(),
                facts.name(),
                facts.address(),
                facts.phones(),
                facts.hours(),
                facts.note(),
                facts.keywords(),
                facts.owner(),
                facts.checkedOn(),
                true);
        store.update(List.of(new Entry(ward.id(), ward.version(), false, closed)), change());
        assertThat(found("Қаратөбе")).doesNotContain("test-ward2").contains("test-ward");
    }

    @Test
    void aMedicineIsReadOutWithItsPharmaciesTheCheapestFirst() {
        Hit hit = search.find("парацитамол", 10).get(0);
        assertThat(hit.entry().facts().externalId()).isEqualTo("demo-medicine-1");
        assertThat(hit.entry().demo()).isTrue();
        assertThat(hit.stock()).hasSizeGreaterThan(1).extracting(Stock::price).isSorted();
        ReadOut.Answer answer = readOut.of(hit, Language.KK);
        assertThat(answer.text())
                .startsWith("Парацетамол 500 мг, 20 таблетка\n– «")
                .contains("₸ (", "дәріханасы", "8 (7252) 00-");
        assertThat(readOut.of(search.find("поликлиника 3", 1).get(0), Language.RU)
                        .text())
                .contains(
                        "Городская поликлиника №3",
                        "Телефон: 8 (7252)",
                        "Адрес: улица Рыскулова, 33",
                        "Часы работы: Пн–Пт");
    }

    @Test
    void aSearchIsTwoStatementsAndOneWithCorrectionsFive() {
        assertThat(statements.during(() -> search.find("емхана", 8))).hasSize(2);
        assertThat(statements.during(() -> search.find("емхна каратобэ", 8))).hasSize(5);
    }

    /** Twenty thousand entries that come and go in one transaction. */
    @Test
    void theIndexesAreUsed() {
        transactions.executeWithoutResult(status -> {
            jdbc.sql("""
                    INSERT INTO directory.entry (external_id, kind, name_kk, name_ru, owner_group, checked_on, changed_by,
                        changed_at, folded_kk, folded_ru, folded)
                    SELECT 'test-many-' || n, 'OTHER', n, n, 'OPERATOR', '2026-11-20', 'test', now(), name, name,
                           name || ' ' || md5('street' || n % 500)
                      FROM (SELECT n, md5(n::text) || ' ' || md5((n % 1000)::text) AS name
                              FROM generate_series(1, 20000) AS n) AS many
                    """).update();
            jdbc.sql("INSERT INTO directory.word SELECT md5(n::text) FROM generate_series(1, 20000) AS n"
                            + " ON CONFLICT DO NOTHING")
                    .update();
            jdbc.sql("ANALYZE directory.entry").update();
            jdbc.sql("ANALYZE directory.word").update();
            assertThat(plan(EntryStore.HAVING))
                    .contains("entry_words", "entry_folded_kk", "entry_folded_ru")
                    .doesNotContain("Seq Scan");
            jdbc.sql(EntryStore.THRESHOLD).query(String.class).single();
            assertThat(plan(EntryStore.SIMILAR)).contains("word_similar").doesNotContain("Seq Scan");
            status.setRollbackOnly();
        });
    }

    private String plan(String sql) {
        return String.join(
                "\n",
                jdbc.sql("EXPLAIN " + sql)
                        .param("whole", "('karatobe')")
                        .param("lastBegun", "('karatobe':*)")
                        .param("begun", "('karatobe':*)")
                        .param("enough", 20)
                        .param("phrases", new String[] {"karatobe"})
                        .param("words", new String[] {"karatobe"})
                        .param("most", 150)
                        .param("few", 30)
                        .query(String.class)
                        .list());
    }

    private String first(String typed) {
        return found(typed).stream().findFirst().orElse("nothing");
    }

    private List<String> found(String typed) {
        return search.find(typed, 20).stream()
                .map(hit -> hit.entry().facts().externalId())
                .toList();
    }

    private void enter(String id, EntryKind kind, String kk, String ru, String address, String phone) {
        store.insert(
                List.of(new EntryFacts(
                        "test-" + id,
                        kind,
                        new EntryFacts.Text(kk, ru, ""),
                        new EntryFacts.Text(address, "", ""),
                        phone.isEmpty() ? List.of() : List.of(phone),
                        OpeningHours.of(""),
                        new EntryFacts.Text("", "", ""),
                        "",
                        new Owner(new AgencyCode("health"), null),
                        DAY,
                        false)),
                false,
                change());
    }

    private static EntryStore.Change change() {
        return new EntryStore.Change(new Actor("test"), Instant.parse("2026-11-20T04:00:00Z"));
    }
}
