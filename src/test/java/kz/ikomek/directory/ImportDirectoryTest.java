package kz.ikomek.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.workflow.Centre;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files of entries and of stock: looked at, refused line by line, taken once. */
@IntegrationTest
class ImportDirectoryTest {

    private static final Actor EDITOR = new Actor("supervisor");
    private static final Predicate<Owner> ALL = owner -> true;
    private static final String HEADER = "external_id,kind,name_kk,name_ru,owner,checked_on";
    private static final String FULL = HEADER + ",phones,hours,address_kk,keywords";

    @Autowired
    ImportDirectory files;

    @Autowired
    DirectorySearch search;

    @Autowired
    EntryStore store;

    @Autowired
    Sentences sentences;

    @Autowired
    Centre centre;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void today() {
        centre.itIs("2026-11-24T10:00");
    }

    @AfterEach
    void asItWas() {
        jdbc.sql("DELETE FROM directory.import_file").update();
        jdbc.sql("DELETE FROM directory.stock s USING directory.entry e WHERE e.external_id LIKE 'test-%'"
                        + " AND e.id IN (s.medicine, s.pharmacy)")
                .update();
        jdbc.sql("DELETE FROM directory.entry WHERE external_id LIKE 'test-%'").update();
    }

    @Test
    void nothingTakesEffectBeforeItIsConfirmedAndTheSecondTimeNothingChanges() {
        offer(
                FULL,
                "test-1,health,Өркен емханасы,Поликлиника Оркен,health,24.11.2026,8 (7252) 00-77-01|109,24/7,Абай 1,дәрігер");
        assertThat(preview().count(ImportPreview.Effect.ENTERS)).isEqualTo(1);
        assertThat(search.find("Өркен емханасы", 5)).noneMatch(ImportDirectoryTest::ours);

        assertThat(files.confirm(EDITOR, ALL)).isEqualTo(1);
        assertThat(search.find("оркен поликлиника", 5)).anySatisfy(hit -> {
            assertThat(hit.entry().facts().externalId()).isEqualTo("test-1");
            assertThat(hit.entry().facts().phones()).containsExactly("8 (7252) 00-77-01", "109");
            assertThat(hit.entry().demo()).isFalse();
        });
        assertThat(files.preview(EDITOR, ALL)).isEmpty();
        assertThat(files.confirm(EDITOR, ALL)).isZero();

        offer(
                FULL,
                "test-1,health,Өркен емханасы,Поликлиника Оркен,health,24.11.2026,8 (7252) 00-77-01|109,24/7,Абай 1,дәрігер");
        assertThat(preview().changes()).isZero();
        assertThat(preview().count(ImportPreview.Effect.KEEPS)).isEqualTo(1);
    }

    @Test
    void whatTheFileHasNoColumnForStays() {
        offer(FULL, "test-1,health,Өркен емханасы,Поликлиника Оркен,health,2026-11-20,109,24/7,Абай 1,дәрігер");
        files.confirm(EDITOR, ALL);
        offer(HEADER, "test-1,health,Өркен емханасы,Поликлиника Өркен,health,2026-11-24");
        assertThat(preview().count(ImportPreview.Effect.CHANGES)).isEqualTo(1);
        files.confirm(EDITOR, ALL);
        EntryFacts facts = store.findByExternalId(List.of("test-1"))
                .values()
                .iterator()
                .next()
                .facts();
        assertThat(facts.name().ru()).isEqualTo("Поликлиника Өркен");
        assertThat(facts.phones()).containsExactly("109");
        assertThat(facts.hours().code()).isEqualTo("24/7");
        assertThat(facts.keywords()).isEqualTo("дәрігер");
    }

    @Test
    void refusedLinesAreNamedWithNumberFieldAndReasonAndTheRestIsTaken() {
        offer(
                FULL,
                "test-1,hospital,А,Б,health,2026-11-24,,,,",
                "",
                "test-2,health,,Б,health,2026-11-24,,,,",
                "test-3,health,А,Б,nobody,2026-11-24,,,,",
                "test-4,health,А,Б,health,2026-11-25,,,,",
                "test-5,health,А,Б,health,жақында,,,,",
                "test-6,health,А,Б,health,2026-11-24,жоқ,,,",
                "test-7,health,А,Б,health,2026-11-24,,9-18,,",
                "test-8,health,А,Б,health,2026-11-24",
                "тест,health,А,Б,health,2026-11-24,,,,",
                "test-9,health,«»,Б,health,2026-11-24,,,,",
                "test-0,health,\"Екі",
                "жол\",Б,health,2026-11-24,,,,",
                "test-0,health,А,Б,health,2026-11-24,,,,");
        ImportPreview preview = preview();
        assertThat(preview.refused())
                .extracting(line -> line.number() + " " + line.reason().field() + " "
                        + line.reason().code())
                .containsExactly(
                        "2 kind directory.kind.unknown",
                        "4 nameKk shared.required",
                        "5 owner directory.owner.unknown",
                        "6 checkedOn directory.date.future",
                        "7 checkedOn directory.date.invalid",
                        "8 phones directory.phones.invalid",
                        "9 hours directory.hours.invalid",
                        "10 null directory.file.values",
                        "11 externalId directory.external-id.invalid",
                        "12 nameKk directory.name.no-letters",
                        "15 externalId directory.file.twice");
        assertThat(sentences.of(preview.refused().get(0).reason(), Language.KK))
                .isEqualTo("«Түрі» өрісінде белгісіз түр: hospital.");
        assertThat(sentences.of(preview.refused().get(7).reason(), Language.RU))
                .isEqualTo("В строке значений: 6, нужно: 10.");
        assertThat(preview.lines()).singleElement().satisfies(line -> {
            assertThat(line.number()).isEqualTo(13);
            assertThat(line.about()).isEqualTo("Екі жол / Б");
        });
        assertThat(files.confirm(EDITOR, ALL)).isEqualTo(1);
    }

    @Test
    void linesAboutEntriesOfOthersAreRefused() {
        offer(HEADER, "test-1,health,А1,Б1,health,2026-11-24", "test-2,utility,А2,Б2,gas,2026-11-24");
        files.confirm(EDITOR, ALL);
        offer(
                HEADER,
                "test-1,health,А1 жаңа,Б1,health,2026-11-24",
                "test-2,utility,А2,Б2,health,2026-11-24",
                "test-3,utility,А3,Б3,gas,2026-11-24");
        Predicate<Owner> health = owner -> owner.code().equals("health");
        ImportPreview preview = files.preview(EDITOR, health).orElseThrow();
        assertThat(preview.lines()).extracting(ImportPreview.Line::id).containsExactly("test-1");
        assertThat(preview.refused())
                .extracting(line -> line.reason().code())
                .containsExactly("directory.owner.not-yours", "directory.owner.not-yours");
        assertThat(files.confirm(EDITOR, health)).isEqualTo(1);
        assertThat(store.findByExternalId(List.of("test-2")).values())
                .singleElement()
                .extracting(entry -> entry.facts().owner().code())
                .isEqualTo("gas");
    }

    @Test
    void stockIsTakenWhereBothAreKnownAndNothingNewerIs() {
        offer(
                HEADER,
                "test-m,medicine,Тестомицин,Тестомицин,health,2026-11-24",
                "test-p,pharmacy,Тест дәріханасы,Аптека Тест,health,2026-11-24");
        files.confirm(EDITOR, ALL);
        String stock = "medicine,pharmacy,price,as_of";
        offer(
                stock,
                "test-m,test-p,350,2026-11-23",
                "test-m,test-p,360,2026-11-23",
                "test-m,test-x,350,2026-11-23",
                "test-p,test-m,350,2026-11-23",
                "test-m,test-p2,3.5,2026-11-23",
                "test-m,,350,2026-11-23");
        assertThat(preview().refused())
                .extracting(line -> line.number() + " " + line.reason().field())
                .containsExactly("3 externalId", "4 pharmacy", "5 medicine", "6 price", "7 pharmacy");
        assertThat(files.confirm(EDITOR, ALL)).isEqualTo(1);
        assertThat(search.find("тестомицин", 1).get(0).stock())
                .singleElement()
                .satisfies(offer -> assertThat(offer.price()).isEqualTo(350));

        offer(stock, "test-m,test-p,400,2026-11-22");
        assertThat(preview().refused())
                .singleElement()
                .satisfies(line -> assertThat(line.reason().code()).isEqualTo("directory.stock.older"));
        offer(stock, "test-m,test-p,400,2026-11-24");
        assertThat(files.confirm(EDITOR, ALL)).isEqualTo(1);
        assertThat(search.find("тестомицин", 1).get(0).stock())
                .singleElement()
                .satisfies(offer -> assertThat(offer.price()).isEqualTo(400));
    }

    @Test
    void officeProgramsMayWriteSemicolonsAndAMarkAtTheBeginning() {
        files.offer(
                "кесте.csv",
                ("\uFEFF" + HEADER.replace(',', ';') + "\ntest-1;health;А1;Б1;health;24.11.2026\n")
                        .getBytes(StandardCharsets.UTF_8),
                EDITOR);
        assertThat(preview().lines()).hasSize(1);
    }

    @Test
    void aFileThatIsNoneIsRefusedAsAWhole() {
        assertRefused(new byte[0], "directory.file.empty");
        assertRefused("a,b,c\n1,2,3\n".getBytes(StandardCharsets.UTF_8), "directory.file.columns");
        assertRefused((HEADER + "\nб").getBytes(Charset.forName("windows-1251")), "directory.file.encoding");
        assertRefused(new byte[ImportDirectory.LARGEST + 1], "directory.file.too-large");
        assertThat(files.preview(EDITOR, ALL)).isEmpty();
    }

    @Test
    void readingEndsAtABrokenQuotationMark() {
        offer(HEADER, "test-1,health,А1,Б1,health,2026-11-24", "test-2,health,\"А2,Б2,health,2026-11-24");
        assertThat(preview().lines()).hasSize(1);
        assertThat(preview().refused()).singleElement().satisfies(line -> {
            assertThat(line.number()).isEqualTo(3);
            assertThat(line.reason().code()).isEqualTo("directory.file.quotes");
        });
    }

    private void assertRefused(byte[] content, String code) {
        assertThatThrownBy(() -> files.offer("x.csv", content, EDITOR))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.field()).isEqualTo("file");
                });
    }

    private static boolean ours(Hit hit) {
        return hit.entry().facts().externalId().startsWith("test-");
    }

    private ImportPreview preview() {
        return files.preview(EDITOR, ALL).orElseThrow();
    }

    private void offer(String header, String... lines) {
        files.offer(
                "test.csv", (header + "\n" + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8), EDITOR);
    }
}
