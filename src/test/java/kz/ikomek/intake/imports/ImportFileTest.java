package kz.ikomek.intake.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealState;
import kz.ikomek.appeals.AppealView;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.DeadlineWords;
import kz.ikomek.appeals.JournalEntry;
import kz.ikomek.appeals.Origin;
import kz.ikomek.appeals.Outcome;
import kz.ikomek.appeals.SafeguardAppeal;
import kz.ikomek.appeals.Step;
import kz.ikomek.privacy.Anonymise;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.workflow.Centre;
import kz.ikomek.workflow.RunningCases;
import kz.ikomek.workflow.WithdrawCase;
import kz.ikomek.workflow.invariants.Invariants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An excerpt of New York's 311, good lines and bad ones, by the mapping that the documentation shows. */
@IntegrationTest
class ImportFileTest {

    private static final int LINES = 34;
    private static final int GOOD = 20;
    private static final int OPEN = 4;
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final String TREE = "19938278";

    @TempDir
    Path folder;

    @LocalServerPort
    int port;

    @Autowired
    ImportFile imports;

    @Autowired
    AppealViews appeals;

    @Autowired
    DeadlineWords why;

    @Autowired
    Invariants invariants;

    @Autowired
    RunningCases running;

    @Autowired
    WithdrawCase withdraw;

    @Autowired
    SafeguardAppeal safeguard;

    @Autowired
    Anonymise anonymise;

    @Autowired
    Centre centre;

    @Autowired
    JdbcClient jdbc;

    /** Each test has a source of its own, so that none finds what another imported. */
    String source;

    @BeforeEach
    void itIsNow(TestInfo test) {
        centre.itIs("2026-11-16T10:00");
        source = "s" + Integer.toHexString(test.getDisplayName().hashCode());
    }

    @AfterEach
    void leaveNoOpenAppeals() {
        var operator = new Actor("operator");
        for (AppealNumber number : numbers()) {
            AppealView appeal = centre.appeal(number);
            if (appeal.state() != AppealState.CLOSED) {
                if (appeal.danger()) {
                    safeguard.safe(number, "сынақ аяқталды", operator);
                }
                withdraw.withdraw(number, "сынақ аяқталды", operator);
            }
        }
    }

    @Test
    void goodLinesComeInBadOnesAreToldAndTheSecondRunBringsNothing() throws Exception {
        ImportResult result = run(newYork(), newYorksMapping());
        assertThat(result)
                .extracting("imported", "open", "already", "changed", "refused")
                .containsExactly(GOOD, OPEN, 1, 0, LINES - GOOD - 1);
        assertThat(result.isWhole()).isFalse();
        assertThat(report())
                .containsExactly(
                        "line,id,field,reason",
                        "22,19944480,closed,“Time of closing” is before the registration.",
                        "23,19944481,category,has a value that the mapping does not take: Unheard-of Condition",
                        "24,19944482,registered,is empty",
                        "25,19938475,registered,never was: the clocks were put forward then: 2011-03-13T02:30:00",
                        "26,19938476,registered,is no time in the format of the mapping: 2011-02-30T10:00:00",
                        "27,19938477,registered,“Time of registration” is in the future.",
                        "28,19938156,text,\"The field “Text” takes no more than 4,000 characters.\"",
                        "29,19938157,latitude,is out of range",
                        "30,19944447,status,has a value that the mapping does not take: Perhaps",
                        "31,19944448,closed,\"is empty, and the status says that it is closed\"",
                        "32,,id,is empty",
                        "33,19938047,line,has another number of columns than the line of headings: 14 instead of 15",
                        "34,19938048,line,has bytes that are no text in UTF-8: column resolution");
        assertThat(result.reasons().values()).allMatch(count -> count == 1);

        List<AppealNumber> numbers = numbers();
        assertThat(numbers).hasSize(GOOD);
        assertThat(run(newYork(), newYorksMapping()))
                .extracting("imported", "already", "changed", "refused")
                .containsExactly(0, GOOD + 1, 0, LINES - GOOD - 1);
        assertThat(numbers()).isEqualTo(numbers);

        assertThat(invariants.broken(Instant.EPOCH).values())
                .allSatisfy(broken -> assertThat(broken)
                        .doesNotContainAnyElementsOf(
                                numbers.stream().map(AppealNumber::value).toList()));
        assertThat(chained(numbers))
                .as("lines that are not as they were written")
                .isZero();
    }

    @Test
    void aClosedOneIsAsItWasAndTellsNobody() throws Exception {
        run(newYork(), newYorksMapping());
        AppealNumber number = number("19937901");
        AppealView appeal = centre.appeal(number);
        assertThat(appeal.state()).isEqualTo(AppealState.CLOSED);
        assertThat(appeal.outcome()).isEqualTo(Outcome.SOLVED_UNCONFIRMED);
        assertThat(appeal.category().value()).isEqualTo("road-infrastructure");
        assertThat(Objects.toString(appeal.district())).isEqualTo("al-farabi");
        assertThat(appeal.address()).isEqualTo("186 25 STREET");
        assertThat(appeal.words()).isEqualTo("Street Sign - Dangling. Street Cleaning - ASP. Street");
        assertThat(appeal.answer()).startsWith("The Department of Transportation has completed");
        assertThat(appeal.registeredAt()).isEqualTo(inNewYork("2011-03-01T10:41:13"));
        assertThat(appeal.due()).isEqualTo(inNewYork("2011-03-15T17:32:23"));
        assertThat(appeal.closedAt()).isEqualTo(inNewYork("2011-03-15T16:14:19"));
        assertThat(why.of(appeal, Language.RU)).contains("Срок, данный в прежней системе");
        assertThat(appeals.journal(number))
                .extracting(JournalEntry::step)
                .containsExactly(Step.REGISTERED, Step.CLOSED_WITH_OUTCOME, Step.IMPORTED);
        assertThat(appeals.journal(number).get(1).at()).isEqualTo(appeal.closedAt());
        assertThat(Origin.read(
                        Objects.requireNonNull(appeals.journal(number).get(2).note())))
                .contains(new Origin(source, "19937901", appeal.registeredAt(), appeal.due(), appeal.closedAt(), null));
        assertThat(appeals.assignments(number)).singleElement().satisfies(work -> {
            assertThat(work.agency().value()).isEqualTo("roads-transport");
            assertThat(work.open()).isFalse();
        });
        assertThat(StaffClient.session(port, "supervisor")
                        .page("/staff/appeals/" + number.value())
                        .body())
                .contains("Басқа жүйеден көшірілді", source + ", № 19937901: онда 01.03.2011");

        List<String> closed = numbers().stream()
                .filter(imported -> centre.appeal(imported).state() == AppealState.CLOSED)
                .map(AppealNumber::value)
                .toList();
        assertThat(closed).hasSize(GOOD - OPEN);
        assertThat(running.numbers()).doesNotContainAnyElementsOf(closed);
        assertThat(jdbc.sql("SELECT count(*) FROM mail.outbox WHERE number = ANY (?)")
                        .param(closed.toArray(String[]::new))
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(centre.appeal(number("19938451")).due())
                .as("without a deadline there: by our norm")
                .isAfter(inNewYork("2011-03-01T17:24:19"));
        assertThat(centre.appeal(number("19938601")))
                .as("a danger of then")
                .satisfies(
                        danger -> assertThat(danger.danger() && danger.safe()).isTrue());
        assertThat(jdbc.sql("SELECT count(*) FROM appeals.search WHERE number = ? AND place LIKE '% street %'")
                        .param(number.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void anOpenOneGoesOnHereAndItsClockBeginsNow() throws Exception {
        run(newYork(), newYorksMapping());
        Instant now = LocalDateTime.parse("2026-11-16T10:00")
                .atZone(ZoneId.of("Asia/Almaty"))
                .toInstant();
        AppealNumber withAgency = number(TREE);
        AppealView appeal = centre.appeal(withAgency);
        assertThat(appeal.state()).isEqualTo(AppealState.EXECUTION);
        assertThat(appeal.registeredAt()).isBefore(Instant.parse("2012-01-01T00:00:00Z"));
        assertThat(appeal.due()).isAfter(now);
        assertThat(appeal.answer()).isNull();
        assertThat(appeals.journal(withAgency))
                .extracting(JournalEntry::step)
                .containsExactly(Step.REGISTERED, Step.IMPORTED, Step.ROUTED);
        Origin origin = Origin.read(Objects.requireNonNull(
                        appeals.journal(withAgency).get(1).note()))
                .orElseThrow();
        assertThat(origin.due()).isBefore(now);
        assertThat(origin.said()).contains("inspected");
        assertThat(centre.waitingFor(withAgency, "executor-improvement")).containsExactly("execute");
        assertThat(centre.waiting(number("19942584")))
                .as("without an agency that is known here")
                .containsExactly("inspect");
        assertThat(centre.appeal(number("19944912")).closedAt())
                .as("closed in 1900, but open")
                .isNull();
        assertThat(centre.waiting(number("19943815")))
                .as("a danger")
                .containsExactly("checkDanger", "execute", "keepUnderControl");

        centre.solves("improvement", withAgency);
        centre.does("controller", withAgency, "control", Map.of("decision", "CONFIRMED"));
        assertThat(centre.appeal(withAgency).outcome()).isEqualTo(Outcome.SOLVED_CONFIRMED);
    }

    @Test
    void whatWasStoppedInTheMiddleGoesOn() throws Exception {
        int until = 10;
        assertThatThrownBy(() -> imports.run(newYork(), newYorksMapping(), folder.resolve("report"), (done, all) -> {
                    assertThat(all).isEqualTo(LINES);
                    if (done == until) {
                        throw new IllegalStateException("killed");
                    }
                }))
                .hasMessage("killed");
        assertThat(numbers()).hasSize(until);
        assertThat(run(newYork(), newYorksMapping()))
                .extracting("imported", "already", "refused")
                .containsExactly(GOOD - until, until + 1, LINES - GOOD - 1);
        assertThat(numbers()).hasSize(GOOD);
    }

    @Test
    void aLineThatHasChangedIsToldAndOneThatIsAnonymisedStaysAway() throws Exception {
        run(newYork(), newYorksMapping());
        String text = Files.readString(newYork(), StandardCharsets.ISO_8859_1);
        Path other = folder.resolve("other.csv");
        Files.writeString(other, text.replace("186 25 STREET", "188 25 STREET"), StandardCharsets.ISO_8859_1);
        ImportResult result = run(other, newYorksMapping());
        assertThat(result).extracting("imported", "already", "changed").containsExactly(0, GOOD - 1, 2);
        assertThat(report())
                .contains("2,19937901,line,has changed since it was imported; nothing was done with it: "
                        + number("19937901").display());

        anonymise.appeal(number("19937901"), "сынақ", new Actor("admin"));
        assertThat(centre.appeal(number("19937901")).words()).isEmpty();
        assertThat(jdbc.sql("SELECT count(*) FROM appeals.imported WHERE number = ? AND digest IS NULL"
                                + " AND latitude IS NULL AND longitude IS NULL")
                        .param(number("19937901").value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(run(other, newYorksMapping()))
                .extracting("imported", "already", "changed")
                .containsExactly(0, GOOD + 1, 0);
    }

    @Test
    void anotherEncodingAndNamesThatNoReportTells() throws Exception {
        Path mapping = written("mapping.yml", StandardCharsets.UTF_8, """
                source: %s
                language: ru
                file: {encoding: windows-1251, separator: ";"}
                times: {zone: Asia/Almaty, format: dd.MM.yyyy HH:mm}
                fields:
                  id: {column: Номер}
                  registered: {column: Принято}
                  status: {otherwise: open}
                  category: {column: Тема, values: {Вода: water, вывоз мусора: waste-collection}}
                  channel: {otherwise: PHONE}
                  district: {otherwise: abai}
                  text: {columns: [Текст]}
                  name: {column: ФИО}
                  phone: {column: Телефон}
                """.formatted(source));
        Path file = written("old.csv", Charset.forName("windows-1251"), """
                Номер;Принято;Тема;Текст;ФИО;Телефон
                1;01.10.2026 09:30;ВОДА;Нет воды;Сейтжанов А.;8 701 555 12 12

                2;01.10.2026 09:31;вода;Нет воды;Сейтжанов А.;8 701 55
                3;01.10.2026 09:32;вода;;Сейтжанов А.;
                =4;01.10.2026;вода;Нет воды;Сейтжанов А.;
                5;01.10.2026 09:32;вода;Нет "воды;Сейтжанов А.;
                6;01.10.2026 09:32;вода;"Нет воды;Сейтжанов А.;
                7;01.10.2026 09:32;вода;Нет воды;Сейтжанов А.;
                """);
        ImportResult result = run(file, mapping);
        assertThat(result).extracting("imported", "open", "refused").containsExactly(2, 2, 4);
        assertThat(report())
                .containsExactly(
                        "line,id,field,reason",
                        "4,2,phone,The number in the field “Phone” is not valid. For example: 8 701 123 45 67.",
                        "5,3,text,Fill in the field “Text”.",
                        "6,'=4,registered,is no time in the format of the mapping: 01.10.2026",
                        "8,,line,has a quotation mark too few or too many; nothing after it was read");
        AppealView appeal = centre.appeal(number("1"));
        assertThat(appeal.residentName()).isEqualTo("Сейтжанов А.");
        assertThat(appeal.phone()).isEqualTo("+77015551212");
        assertThat(appeal.registeredAt()).isEqualTo(Instant.parse("2026-10-01T04:30:00Z"));
        assertThat(centre.waiting(appeal.number())).containsExactly("inspect");
    }

    @Test
    void aMappingThatDoesNotFitTheFileImportsNothing() throws Exception {
        Path mapping = folder.resolve("mapping.yml");
        Files.writeString(
                mapping,
                Files.readString(newYorksMapping())
                        .replace("{column: due,", "{column: due_date,")
                        .replace("Bottled Water: consumer-rights", "Bottled Water: consumers"));
        assertThatThrownBy(() -> run(newYork(), mapping))
                .isInstanceOfSatisfying(
                        ImportRefused.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .asString()
                                .matches(
                                        "line \\d+, fields.category.values.Bottled Water: the category «consumers» is not known;"
                                                + " there are: agriculture, .*"));
        Files.writeString(mapping, Files.readString(mapping).replace("Bottled Water: consumers", ""));
        assertThatThrownBy(() -> run(newYork(), mapping))
                .hasMessageMatching("line 18, fields.due.column: the file has no column «due_date»; there are: id, .*");
        assertThatThrownBy(() -> run(folder.resolve("none.csv"), newYorksMapping()))
                .isInstanceOf(ImportRefused.class);
        assertThatThrownBy(() ->
                        imports.run(newYork(), newYorksMapping(), folder.resolve("none/report.csv"), (done, all) -> {}))
                .isInstanceOf(ImportRefused.class);
        assertThatThrownBy(() -> imports.run(mapping, mapping, mapping, (done, all) -> {}))
                .isInstanceOf(ImportRefused.class);
        assertThat(numbers()).isEmpty();
    }

    private ImportResult run(Path file, Path mapping) throws ImportRefused, IOException {
        return imports.run(file, mapping, folder.resolve("report.csv"), (done, all) -> {});
    }

    private List<String> report() throws IOException {
        return Files.readAllLines(folder.resolve("report.csv"));
    }

    private Path newYork() throws IOException {
        Path file = folder.resolve("nyc-311.csv");
        if (Files.notExists(file)) {
            try (InputStream excerpt =
                    Objects.requireNonNull(ImportFileTest.class.getResourceAsStream("nyc-311.csv"))) {
                Files.copy(excerpt, file);
            }
        }
        return file;
    }

    private Path newYorksMapping() throws IOException {
        String shown = Files.readString(Path.of("docs/examples/nyc-311.yml"));
        return written("nyc-311.yml", StandardCharsets.UTF_8, shown.replace("source: nyc-311", "source: " + source));
    }

    private Path written(String name, Charset encoding, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, encoding);
    }

    private List<AppealNumber> numbers() {
        return jdbc.sql("SELECT number FROM appeals.imported WHERE source = ? ORDER BY number")
                .param(source)
                .query((row, at) -> new AppealNumber(row.getString("number")))
                .list();
    }

    private AppealNumber number(String id) {
        return jdbc.sql("SELECT number FROM appeals.imported WHERE source = ? AND external_id = ?")
                .params(source, id)
                .query((row, at) -> new AppealNumber(row.getString("number")))
                .single();
    }

    private long chained(List<AppealNumber> numbers) {
        return jdbc.sql("""
                SELECT count(*)
                  FROM (SELECT j AS line, j.hash, lag(j.hash) OVER (PARTITION BY j.number ORDER BY j.place) AS before
                          FROM appeals.journal j WHERE j.number = ANY (?)) AS lines
                 WHERE hash IS DISTINCT FROM audit.journal_hash(line, before)
                """)
                .param(numbers.stream().map(AppealNumber::value).toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    private static Instant inNewYork(String local) {
        return LocalDateTime.parse(local).atZone(NEW_YORK).toInstant();
    }
}
