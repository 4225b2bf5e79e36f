package kz.ikomek.workflow.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.staff.StaffMember;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Statements;
import kz.ikomek.workflow.Centre;
import kz.ikomek.workflow.StaffTasks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the next person reads beside the form of what was said and tried before. */
@IntegrationTest
class TaskSheetsTest {

    @Autowired
    Centre centre;

    @Autowired
    StaffTasks tasks;

    @Autowired
    TaskSheets sheets;

    @Autowired
    Statements statements;

    @BeforeEach
    void aQuietMonday() {
        centre.itIs("2026-11-16T10:00");
    }

    @Test
    void theExecutorLearnsThatTheResidentWasNotReached() {
        var number = centre.registered("street-lighting");
        centre.routes(number, "street-lighting");
        centre.does(
                "executor-street-lighting",
                number,
                "execute",
                Map.of("decision", "ASK_RESIDENT", "question", "Қай бағана?"));
        centre.does("operator", number, "askResident", Map.of("decision", "NO_ANSWER"));

        assertThat(history(number, "executor-street-lighting", Language.KK))
                .extracting(TaskSheet.Entry::label, TaskSheet.Entry::said)
                .endsWith(tuple("Тұрғынға сұрақ", "Қай бағана?"), tuple("Тұрғынмен хабарласу мүмкін болмады", ""));
    }

    @Test
    void theControllerSeesWhichCallItIs() {
        var number = centre.registered("street-lighting");
        centre.routes(number, "street-lighting");
        centre.solves("street-lighting", number);
        for (int call = 1; call <= 2; call++) {
            centre.does("controller", number, "control", Map.of("decision", "NO_ANSWER"));
            centre.timePasses(Duration.ofHours(2));
        }
        assertThat(history(number, "controller", Language.KK))
                .extracting(TaskSheet.Entry::said)
                .endsWith("1-қоңырау", "2-қоңырау");
        assertThat(history(number, "controller", Language.RU))
                .extracting(TaskSheet.Entry::label)
                .endsWith("Житель не ответил", "Житель не ответил");
    }

    @Test
    void aPageOfCardsCostsAsManyStatementsAsOneCard() {
        var actor = new Actor("inspector");
        String first =
                tasks.of(centre.registered("street-lighting"), actor).get(0).id();
        var one = statements.during(() -> sheets.cards(tasks.find(List.of(first), actor), Language.KK));
        List<String> page = Stream.generate(() -> tasks.of(centre.registered("road-infrastructure"), actor)
                        .get(0)
                        .id())
                .limit(15)
                .toList();
        var full = statements.during(() -> assertThat(
                        sheets.cards(tasks.find(page, actor), Language.KK).cards())
                .hasSize(15));
        assertThat(full).hasSameSizeAs(one).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void aCardTellsTimeDangerAndHowOftenTheWorkCameBack() {
        var number = centre.registered("open-manhole");
        var card = card(number, "executor-water-sewerage", Language.RU);
        assertThat(card.number()).isEqualTo(number.display());
        assertThat(card.danger()).isEqualTo("Опасно");
        assertThat(card.place()).isEqualTo("Абайский район, Тәуке хан даңғылы, 12");
        assertThat(card.due()).isEqualTo(centre.appeal(number).due());
        assertThat(card.dueText()).isEqualTo("16.11.2026 12:00");
        assertThat(card.warning()).isAfter(centre.appeal(number).registeredAt()).isBefore(card.due());
        assertThat(card.counts()).isEmpty();
        assertThat(card.paused()).isNull();

        centre.does(
                "executor-water-sewerage", number, "execute", Map.of("decision", "NOT_OURS", "reason", "Жылу құбыры"));
        centre.does("inspector", number, "reroute", Map.of("decision", "ROUTE", "agency", "heat"));
        assertThat(card(number, "executor-heat", Language.KK).counts()).containsExactly("Мекеме бас тартты: 1");
    }

    @Test
    void aCardTurnsAmberWhereTheNormWarns() {
        var number = centre.registered("street-lighting");
        var card = card(number, "inspector", Language.KK);
        assertThat(card.dueText()).isEqualTo("18.11.2026 10:00");
        assertThat(card.warning()).as("a quarter of the norm before").isEqualTo("2026-11-17T17:00:00Z");
    }

    @Test
    void aClockThatStandsStillIsToldAsSuch() {
        var number = centre.registered("street-lighting");
        centre.routes(number, "street-lighting");
        centre.does(
                "executor-street-lighting",
                number,
                "execute",
                Map.of("decision", "ASK_RESIDENT", "question", "Қай бағана?"));
        assertThat(card(number, "operator", Language.KK).paused()).isEqualTo("Уақыт тоқтатылды");
    }

    private TaskCard card(AppealNumber number, String reader, Language language) {
        var actor = new Actor(reader);
        String task = tasks.of(number, actor).get(0).id();
        return sheets.cards(tasks.find(List.of(task), actor), language).cards().get(0);
    }

    private List<TaskSheet.Entry> history(AppealNumber number, String reader, Language language) {
        var actor = new Actor(reader);
        String task = tasks.of(number, actor).get(0).id();
        var seen = tasks.find(List.of(task), actor).get(0);
        return sheets.of(seen, new StaffMember(reader, reader, List.of(), Set.of()), language)
                .history();
    }
}
