package kz.ikomek.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.JournalEntry;
import kz.ikomek.appeals.Step;
import kz.ikomek.catalog.CalendarKind;
import kz.ikomek.deadlines.Norm;
import kz.ikomek.deadlines.Stage;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.shared.MovableClock;
import kz.ikomek.testing.IntegrationTest;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every level of every ladder, and what moves or ends it. */
@IntegrationTest
class EscalationTest {

    @Autowired
    Centre centre;

    @Autowired
    AppealViews appeals;

    @Autowired
    TaskService tasks;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void aMondayMorning() {
        centre.itIs("2026-11-16T10:00");
    }

    @Test
    void whoIsNotAcceptingIsToldUntilSomebodyTakesTheWorkOn() {
        var number = centre.registered("electricity"); // accepted within 30 minutes, solved within 4 hours
        centre.routes(number, "power-grid");
        passes(Duration.ofMinutes(29));
        assertThat(told(number)).isEmpty();
        passes(Duration.ofMinutes(1));
        assertThat(told(number)).containsExactly("ACCEPTANCE 1 → AGENCY_DUTY");

        tasks.claim(task(number, "execute"), "executor-power-grid");
        passes(Duration.ofMinutes(60));
        assertThat(told(number)).hasSize(1);
        assertThat(steps(number)).contains(Step.ACCEPTED);
    }

    @Test
    void workThatNobodyTakesOnGoesUpToTheHead() {
        var number = centre.registered("electricity");
        centre.routes(number, "power-grid");
        passes(Duration.ofMinutes(30));
        passes(Duration.ofMinutes(30));
        assertThat(told(number)).containsExactly("ACCEPTANCE 1 → AGENCY_DUTY", "ACCEPTANCE 2 → AGENCY_HEAD");
    }

    @Test
    void theInspectorHasALimitOfTheOwn() {
        var number = centre.registered("electricity"); // inspected within 30 minutes
        passesUntil(number, Stage.INSPECTION, 3);
        assertThat(told(number))
                .containsExactly(
                        "INSPECTION 1 → SHIFT_SUPERVISOR",
                        "INSPECTION 2 → SHIFT_SUPERVISOR",
                        "INSPECTION 3 → CENTRE_HEAD");
        centre.routes(number, "power-grid");
        assertThat(centre.appeal(number).level())
                .as("the agency's ladder begins anew")
                .isZero();
    }

    @Test
    void theLimitOfTheInspectorStandsStillForNobodyButEndsWithTheStep() {
        var number = centre.registered("electricity");
        centre.does("inspector", number, "inspect", Map.of("decision", "QUESTION", "question", "Қай үй?"));
        passes(Duration.ofMinutes(30));
        assertThat(told(number))
                .as("a question to the operator does not stop it")
                .containsExactly("INSPECTION 1 → SHIFT_SUPERVISOR", "INSPECTION 2 → SHIFT_SUPERVISOR");
    }

    @Test
    void aDangerThatIsSolvedButNotKnownToBeSafeStopsTheAgencysClockAndWatchesTheController() {
        var number = centre.registered("open-manhole"); // 2 hours; the controller has one
        centre.solves("water-sewerage", number);
        assertThat(centre.waiting(number)).contains("keepUnderControl");
        assertThat(centre.appeal(number).clocks().stage()).isEqualTo(Stage.SAFETY);
        Instant due = centre.appeal(number).due();
        passes(Duration.ofHours(1));
        passes(Duration.ofHours(1));
        assertThat(told(number)).containsExactly("SAFETY 1 → SHIFT_SUPERVISOR", "SAFETY 2 → CENTRE_HEAD");

        centre.does("inspector", number, "checkDanger", Map.of("danger", true, "category", "open-manhole"));
        centre.does("controller", number, "keepUnderControl", Map.of("note", "Суретін көрдім"));
        centre.does("controller", number, "control", Map.of("decision", "NOT_CONFIRMED", "reason", "Қақпағы бос"));
        assertThat(centre.appeal(number).due()).as("two hours were paused").isEqualTo(due.plus(Duration.ofHours(2)));
    }

    @Test
    void theDeadlineOfTheLawStandsStillForNothing() {
        var number = centre.registered("trade");
        Instant registered = clock.instant();
        centre.routes(number, "trade-business");
        for (int asked = 0; asked < 4; asked++) {
            centre.does(
                    "executor-trade-business",
                    number,
                    "execute",
                    Map.of("decision", "ASK_RESIDENT", "question", "Қай дүкен?"));
            for (int day = 0; day < 8; day++) {
                passes(Duration.ofDays(1));
            }
        }
        assertThat(told(number))
                .filteredOn(entry -> entry.startsWith("STATUTORY"))
                .containsExactly(
                        "STATUTORY 1 → SHIFT_SUPERVISOR", "STATUTORY 2 → CENTRE_HEAD", "STATUTORY 3 → AKIM_OFFICE");
        assertThat(WorkingCalendar.shipped()
                        .between(registered, centre.appeal(number).deadline(Stage.STATUTORY), CalendarKind.WORKING))
                .isEqualTo(Duration.ofHours(15 * 8));
    }

    /** Level 1 warns; 2, 3 and 4 come at the deadline and after it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void closedOneSecondBeforeALevelNobodyIsToldOfIt(int level) {
        var number = acceptedByThePowerGrid();
        passesUntil(number, Stage.AGENCY, level - 1);
        Instant next = alert(number, Stage.AGENCY, level);
        passes(Duration.between(clock.instant(), next).minusSeconds(1));
        assertThat(ofAgency(number)).hasSize(level - 1);
        centre.solves("power-grid", number);
        centre.does("controller", number, "control", Map.of("decision", "CONFIRMED"));
        passes(Duration.ofDays(3));
        assertThat(ofAgency(number)).hasSize(level - 1);
        assertThat(timers(number)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aPauseAtAnyPointMovesWhatIsToComeByExactlyThePause(int told) {
        var number = acceptedByThePowerGrid();
        passesUntil(number, Stage.AGENCY, told);
        passes(Duration.ofMinutes(1));
        Instant before = alert(number, Stage.AGENCY, told + 1);
        Instant due = centre.appeal(number).due();
        centre.does(
                "executor-power-grid", number, "execute", Map.of("decision", "ASK_RESIDENT", "question", "Қай пәтер?"));
        passes(Duration.ofHours(10));
        assertThat(ofAgency(number)).as("nobody is told in a pause").hasSize(told);
        centre.does("operator", number, "askResident", Map.of("decision", "ANSWERED", "residentAnswer", "Бесінші"));

        assertThat(centre.appeal(number).due()).isEqualTo(due.plus(Duration.ofHours(10)));
        assertThat(alert(number, Stage.AGENCY, told + 1)).isEqualTo(before.plus(Duration.ofHours(10)));
        assertThat(timers(number)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void reroutedInMidLadderTheCaseGoesOnWhereItWas(int told) {
        var number = acceptedByThePowerGrid();
        passesUntil(number, Stage.AGENCY, told);
        Instant before = alert(number, Stage.AGENCY, told + 1);
        centre.does("executor-power-grid", number, "execute", Map.of("decision", "NOT_OURS", "reason", "Басқа желі"));
        centre.does("inspector", number, "reroute", Map.of("decision", "ROUTE", "agency", "street-lighting"));
        assertThat(centre.appeal(number).level()).isEqualTo(told);
        assertThat(alert(number, Stage.AGENCY, told + 1)).isEqualTo(before);
        assertThat(timers(number)).isEqualTo(1);
    }

    @Test
    void aCorrectionComputesFromTheRegistrationAndJournalsOldAndNew() {
        var number = centre.registered("electricity");
        Instant registered = clock.instant();
        passes(Duration.ofMinutes(10));
        centre.does(
                "inspector",
                number,
                "inspect",
                Map.of("decision", "ROUTE", "category", "trade", "agency", "trade-business"));
        assertThat(centre.appeal(number).due())
                .isEqualTo(WorkingCalendar.shipped()
                        .plus(registered, new Norm(centre.appeal(number).normIso(), CalendarKind.WORKING)));
        assertThat(appeals.journal(number))
                .filteredOn(entry -> entry.step() == Step.CORRECTED)
                .singleElement()
                .satisfies(entry -> assertThat(entry.note()).contains("NORM", "DUE"));
    }

    @Test
    void theTimerOfTheEngineAndTheRowSayTheSame() {
        var number = acceptedByThePowerGrid();
        assertThat(jdbc.sql("SELECT j.duedate_ = a.next_look AT TIME ZONE 'UTC' FROM act_ru_job j"
                                + " JOIN act_ru_execution e ON e.id_ = j.process_instance_id_"
                                + " JOIN appeals.appeal a ON a.number = e.business_key_"
                                + " WHERE a.number = ? AND j.handler_cfg_ LIKE 'watch%'")
                        .param(number.value())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private AppealNumber acceptedByThePowerGrid() {
        var number = centre.registered("electricity"); // 4 hours round the clock
        centre.routes(number, "power-grid");
        tasks.claim(task(number, "execute"), "executor-power-grid");
        return number;
    }

    private String task(AppealNumber number, String step) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number.value())
                .taskDefinitionKey(step)
                .singleResult()
                .getId();
    }

    private void passes(Duration time) {
        centre.timePasses(time);
    }

    private void passesUntil(AppealNumber number, Stage stage, int level) {
        for (int reached = 1; reached <= level; reached++) {
            passes(Duration.between(clock.instant(), alert(number, stage, reached)));
        }
    }

    private Instant alert(AppealNumber number, Stage stage, int level) {
        return appeals.coming(number).stream()
                .filter(alert -> alert.stage() == stage && alert.level() == level)
                .findFirst()
                .orElseThrow()
                .at();
    }

    private List<String> told(AppealNumber number) {
        return appeals.journal(number).stream()
                .filter(entry -> entry.step() == Step.ESCALATED)
                .map(entry -> String.valueOf(entry.note()))
                .toList();
    }

    private List<String> ofAgency(AppealNumber number) {
        return told(number).stream().filter(entry -> entry.startsWith("AGENCY")).toList();
    }

    private List<Step> steps(AppealNumber number) {
        return appeals.journal(number).stream().map(JournalEntry::step).toList();
    }

    private long timers(AppealNumber number) {
        return jdbc.sql("SELECT count(*) FROM act_ru_job j JOIN act_ru_execution e ON e.id_ = j.process_instance_id_"
                        + " WHERE e.business_key_ = ?")
                .param(number.value())
                .query(Long.class)
                .single();
    }
}
