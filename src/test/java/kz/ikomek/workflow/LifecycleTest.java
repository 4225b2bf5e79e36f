package kz.ikomek.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealState;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.JournalEntry;
import kz.ikomek.appeals.Outcome;
import kz.ikomek.appeals.Step;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.CalendarKind;
import kz.ikomek.deadlines.Norm;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.Sentences;
import kz.ikomek.testing.IntegrationTest;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class LifecycleTest {

    @Autowired
    Centre centre;

    @Autowired
    StartAppeal start;

    @Autowired
    WithdrawCase withdraw;

    @Autowired
    ReopenCase reopen;

    @Autowired
    AppealViews appeals;

    @Autowired
    Sentences sentences;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcClient jdbc;

    @BeforeAll
    static void noFlowIsTakenYet() {
        FlowCoverage.begin();
    }

    @BeforeEach
    void aQuietMonday() {
        centre.itIs("2026-11-16T10:00");
    }

    @AfterAll
    static void everyFlowWasTaken() {
        FlowCoverage.requireAll();
    }

    @Test
    void anEnquiryAnsweredInTheCallLeavesNothingWaiting() {
        var number = start.start(centre.call("reference", "Тәуке хан, 12"), new Actor("operator"));

        assertThat(centre.appeal(number).outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(centre.waiting(number)).isEmpty();
        assertThat(jdbc.sql("SELECT count(*) FROM act_ru_execution WHERE business_key_ = ?")
                        .param(number.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void anEnquiryThatWaitsWarnsAfterOneMinuteAndEscalatesAfterTwo() {
        var number = centre.registered("reference");
        assertThat(centre.waiting(number)).containsExactly("answerEnquiry");

        centre.timePasses(Duration.ofSeconds(59));
        assertThat(escalations(number)).isEmpty();
        centre.timePasses(Duration.ofSeconds(1));
        assertThat(escalations(number)).containsExactly("ENQUIRY 1 → SHIFT_SUPERVISOR");
        centre.timePasses(Duration.ofSeconds(60));
        assertThat(escalations(number)).containsExactly("ENQUIRY 1 → SHIFT_SUPERVISOR", "ENQUIRY 2 → CENTRE_HEAD");

        centre.does("operator", number, "answerEnquiry", Map.of("decision", "ANSWERED", "answer", "Тәуке хан, 12"));
        assertThat(centre.appeal(number).outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(timers(number)).isZero();
    }

    @Test
    void anEnquiryThatIsMoreGoesToTheInspectorWhoAnswers() {
        var number = centre.registered("reference-service");
        centre.does("operator", number, "answerEnquiry", Map.of("decision", "TO_INSPECTOR", "reason", "Шағым екен"));
        centre.does(
                "inspector",
                number,
                "inspect",
                Map.of("decision", "ANSWER", "answer", "Түсіндірілді", "category", "other"));

        assertThat(centre.appeal(number).outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(centre.appeal(number).category().value()).isEqualTo("other");
    }

    @Test
    void aLateEnquiryThatBecomesAComplaintStillPassesNobodyOver() {
        var number = centre.registered("reference");
        centre.timePasses(Duration.ofMinutes(3));
        assertThat(escalations(number)).hasSize(2);
        centre.does("operator", number, "answerEnquiry", Map.of("decision", "TO_INSPECTOR", "reason", "Шағым екен"));
        centre.does(
                "inspector",
                number,
                "inspect",
                Map.of("decision", "ROUTE", "category", "street-lighting", "agency", "street-lighting"));

        for (int day = 0; day < 14; day++) {
            centre.timePasses(Duration.ofDays(1));
        }

        assertThat(escalations(number))
                .filteredOn(told -> told.startsWith("AGENCY"))
                .startsWith("AGENCY 1 → AGENCY_DUTY", "AGENCY 2 → AGENCY_HEAD", "AGENCY 3 → DEPUTY_AKIM");
    }

    @Test
    void aComplaintGoesFromTheCallToItsClosing() {
        var number = centre.registered("street-lighting");
        assertThat(centre.waiting(number)).containsExactly("inspect");
        centre.does("inspector", number, "inspect", Map.of("decision", "QUESTION", "question", "Қай көше?"));
        centre.does("operator", number, "clarify", Map.of("reply", "Тәуке хан"));
        centre.routes(number, "street-lighting");
        var due = centre.appeal(number).due();

        centre.does(
                "executor-street-lighting",
                number,
                "execute",
                Map.of("decision", "ASK_RESIDENT", "question", "Қай бағана?"));
        centre.timePasses(Duration.ofHours(3));
        centre.does(
                "operator", number, "askResident", Map.of("decision", "ANSWERED", "residentAnswer", "Үшінші бағана"));
        assertThat(centre.appeal(number).due())
                .as("exactly the time that was paused is added")
                .isEqualTo(due.plus(Duration.ofHours(3)));

        centre.solves("street-lighting", number);
        assertThat(centre.appeal(number).state()).isEqualTo(AppealState.CONTROL);
        centre.does("controller", number, "control", Map.of("decision", "NOT_CONFIRMED", "reason", "Әлі қараңғы"));
        assertThat(centre.appeal(number).reworks()).isEqualTo(1);
        centre.solves("street-lighting", number);
        centre.does("controller", number, "control", Map.of("decision", "CONFIRMED"));

        assertThat(centre.appeal(number).outcome()).isEqualTo(Outcome.SOLVED_CONFIRMED);
        assertThat(centre.waiting(number)).isEmpty();
        assertThat(timers(number)).isZero();
    }

    @Test
    void nothingTypedIsLeftInTheEnginesTables() {
        var number = centre.registered("street-lighting");
        centre.routes(number, "street-lighting");
        centre.does(
                "executor-street-lighting",
                number,
                "execute",
                Map.of("decision", "SOLVED", "report", "Шам ауыстырылды"));

        for (String typed :
                List.of("Айгүл Серікқызы", "701 123 45 67", "+77011234567", "Үйіміздің", "Шам ауыстырылды")) {
            assertThat(tablesThatHold(typed)).as(typed).isEmpty();
        }
    }

    @Test
    void refusedWorkIsRoutedOnAndTheHopCounted() {
        var number = centre.registered("street-lighting");
        centre.routes(number, "street-lighting");
        refuse("street-lighting", number);
        centre.does("inspector", number, "reroute", Map.of("decision", "SAME", "note", "Сіздікі, шартты қараңыз"));
        refuse("street-lighting", number);
        centre.does("inspector", number, "reroute", Map.of("decision", "ROUTE", "agency", "power-grid"));
        assertThat(centre.waitingFor(number, "executor-power-grid")).containsExactly("execute");
        assertThat(centre.waitingFor(number, "executor-street-lighting")).isEmpty();
        assertThat(centre.appeal(number).hops()).isEqualTo(2);

        refuse("power-grid", number);
        centre.does("inspector", number, "reroute", Map.of("decision", "REINSPECT"));
        assertThat(centre.waiting(number)).containsExactly("inspect");
        centre.does("inspector", number, "inspect", Map.of("decision", "REJECT", "reason", "Мәселе жоқ"));
        assertThat(centre.appeal(number).outcome()).isEqualTo(Outcome.REJECTED);
    }

    @Test
    void severalAgenciesMustAllFinish() {
        var number = centre.registered("road-infrastructure");
        centre.routes(number, "roads-transport", "water-sewerage");
        centre.solves("roads-transport", number);
        assertThat(centre.waiting(number)).containsExactly("execute");
        centre.solves("water-sewerage", number);
        assertThat(centre.waiting(number)).containsExactly("control");

        for (int call = 1; call <= 3; call++) {
            centre.does("controller", number, "control", Map.of("decision", "NO_ANSWER"));
            if (call < 3) {
                assertThat(centre.waiting(number)).isEmpty();
                centre.timePasses(Duration.ofHours(2));
            }
        }
        assertThat(centre.appeal(number).outcome()).isEqualTo(Outcome.SOLVED_UNCONFIRMED);
    }

    @Test
    void nobodyIsCalledAtNight() {
        var number = centre.registered("street-lighting");
        centre.routes(number, "street-lighting");
        centre.solves("street-lighting", number);
        centre.itIs("2026-11-16T20:30");
        centre.does("controller", number, "control", Map.of("decision", "NO_ANSWER"));

        centre.itIs("2026-11-16T22:30");
        assertThat(centre.waiting(number)).isEmpty();
        centre.itIs("2026-11-17T08:59:59");
        assertThat(centre.waiting(number)).isEmpty();
        centre.itIs("2026-11-17T09:00");
        assertThat(centre.waiting(number)).containsExactly("control");
    }

    @Test
    void reworkWakesTheAgenciesOfThisRoundOnly() {
        var reopened = centre.registered("road-infrastructure");
        centre.routes(reopened, "roads-transport");
        centre.solves("roads-transport", reopened);
        centre.does("controller", reopened, "control", Map.of("decision", "CONFIRMED"));
        reopen.reopen(reopened, "Қайта бұзылды", new Actor("controller"));
        centre.routes(reopened, "water-sewerage");
        assertReworkGoesTo("water-sewerage", "executor-roads-transport", reopened);

        var inspectedAnew = centre.registered("road-infrastructure");
        centre.routes(inspectedAnew, "roads-transport", "water-sewerage");
        centre.solves("roads-transport", inspectedAnew);
        refuse("water-sewerage", inspectedAnew);
        centre.does("inspector", inspectedAnew, "reroute", Map.of("decision", "REINSPECT"));
        centre.routes(inspectedAnew, "street-lighting");
        assertReworkGoesTo("street-lighting", "executor-roads-transport", inspectedAnew);
    }

    @Test
    void anOpenManholeIsRoutedAtOnceAndStaysUnderControlUntilItIsSafe() {
        var number = centre.registered("open-manhole");
        assertThat(centre.waiting(number)).containsExactly("checkDanger", "execute", "keepUnderControl");
        centre.solves("water-sewerage", number);
        assertThat(centre.waiting(number)).containsExactly("checkDanger", "keepUnderControl");
        centre.does("inspector", number, "checkDanger", Map.of("danger", true));
        centre.does("controller", number, "keepUnderControl", Map.of("note", "Қақпағы жабылды, сурет бар"));
        assertThat(centre.waiting(number)).containsExactly("control");
        centre.does("controller", number, "control", Map.of("decision", "CONFIRMED"));
        assertThat(centre.appeal(number).outcome()).isEqualTo(Outcome.SOLVED_CONFIRMED);
    }

    @Test
    void whatIsNotDangerousAfterAllNeedsNoSafeguard() {
        var number = centre.registered("open-manhole");
        centre.does("inspector", number, "checkDanger", Map.of("danger", false));
        assertThat(centre.waiting(number)).containsExactly("execute");
        centre.solves("water-sewerage", number);
        assertThat(centre.waiting(number)).containsExactly("control");
    }

    @Test
    void lookingAgainAtADangerousAppealKeepsOneSafeguard() {
        var number = centre.registered("open-manhole");
        refuse("water-sewerage", number);
        centre.does("inspector", number, "reroute", Map.of("decision", "REINSPECT"));
        centre.does(
                "inspector",
                number,
                "inspect",
                Map.of("decision", "ROUTE", "agency", "roads-transport", "danger", true));
        assertThat(centre.waiting(number)).containsExactly("checkDanger", "execute", "keepUnderControl");
    }

    @Test
    void aPharmacistFindsTheMedicineAndCallsBack() {
        var found = centre.registered("medicine-shortage");
        centre.does(
                "pharmacist3",
                found,
                "findMedicine",
                Map.of("decision", "FOUND", "pharmacy", "№ 5 дәріхана", "price", "1 200 ₸", "calledBack", true));
        assertThat(centre.appeal(found).outcome()).isEqualTo(Outcome.MEDICINE_FOUND);

        var other = centre.registered("medicine-shortage");
        centre.does("pharmacist1", other, "findMedicine", Map.of("decision", "TO_INSPECTOR", "reason", "Дәрі емес"));
        centre.does("inspector", other, "inspect", Map.of("decision", "DUPLICATE", "duplicateOf", found.display()));
        assertThat(centre.appeal(other).outcome()).isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void aMedicineThatWasRegisteredAsSomethingElseReachesThePharmacistsOnceItIsCorrected() {
        var number = centre.registered("medical-care");
        assertThat(centre.waiting(number)).containsExactly("inspect");
        centre.does(
                "inspector",
                number,
                "inspect",
                Map.of("decision", "PHARMACISTS", "category", "medicine-shortage", "note", "Инсулин"));

        assertThat(centre.waitingFor(number, "pharmacist1")).containsExactly("findMedicine");
        assertThat(centre.appeal(number).state()).isEqualTo(AppealState.PHARMACY);
        assertThat(centre.appeal(number).due())
                .as("the norm of medicines, counted from the registration")
                .isEqualTo(centre.appeal(number).registeredAt().plus(Duration.ofHours(4)));
        assertThat(appeals.journal(number))
                .filteredOn(entry -> entry.step() == Step.SENT_TO_PHARMACISTS)
                .extracting(JournalEntry::note)
                .containsExactly("Инсулин");

        centre.does(
                "pharmacist1", number, "findMedicine", Map.of("decision", "TO_INSPECTOR", "reason", "Рецепт керек"));
        centre.does("inspector", number, "inspect", Map.of("decision", "PHARMACISTS"));
        centre.does(
                "pharmacist1",
                number,
                "findMedicine",
                Map.of("decision", "FOUND", "pharmacy", "№ 5 дәріхана", "calledBack", true));
        assertThat(centre.appeal(number).outcome()).isEqualTo(Outcome.MEDICINE_FOUND);
    }

    @Test
    void aWithdrawnAppealCanBeReopenedForFourteenDays() {
        var number = centre.registered("water");
        centre.routes(number, "water-sewerage");
        withdraw.withdraw(number, "Су келді", new Actor("admin"));
        assertThat(centre.appeal(number).outcome()).isEqualTo(Outcome.WITHDRAWN);
        assertThat(centre.waiting(number)).isEmpty();

        centre.timePasses(Duration.ofDays(13));
        reopen.reopen(number, "Су тағы жоқ", new Actor("admin"));
        assertThat(centre.waiting(number)).containsExactly("inspect");
        assertThat(centre.appeal(number).reopenings()).isEqualTo(1);
        withdraw.withdraw(number, "Су келді", new Actor("admin"));

        centre.timePasses(Duration.ofDays(15));
        assertThatThrownBy(() -> reopen.reopen(number, "Тағы", new Actor("admin")))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("appeals.reopen.too-late"));
    }

    @Test
    void lateWorkClimbsTheLadderAcrossReroutingAndStopsAtTheEnd() {
        var number = centre.registered("electricity"); // 4 hours round the clock
        centre.routes(number, "power-grid");
        centre.timePasses(Duration.ofHours(3));
        refuse("power-grid", number);
        centre.does("inspector", number, "reroute", Map.of("decision", "ROUTE", "agency", "street-lighting"));
        assertThat(timers(number)).isEqualTo(1);
        centre.timePasses(Duration.ofHours(1));
        centre.timePasses(Duration.ofHours(2));
        centre.timePasses(Duration.ofHours(2));
        centre.timePasses(Duration.ofHours(20));
        assertThat(escalations(number))
                .filteredOn(told -> told.startsWith("AGENCY"))
                .containsExactly(
                        "AGENCY 1 → AGENCY_DUTY",
                        "AGENCY 2 → AGENCY_HEAD",
                        "AGENCY 3 → DEPUTY_AKIM",
                        "AGENCY 4 → AKIM_OFFICE");
        centre.solves("street-lighting", number);
        centre.timePasses(Duration.ofHours(4));
        assertThat(escalations(number)).endsWith("CONTROL 1 → SHIFT_SUPERVISOR");
        centre.does("controller", number, "control", Map.of("decision", "CONFIRMED"));
        assertThat(timers(number)).isZero();
    }

    @Test
    void aPausedCaseIsNotEscalatedAndTheLadderMovesWithTheDeadline() {
        var number = centre.registered("electricity");
        centre.routes(number, "power-grid");
        centre.does(
                "executor-power-grid", number, "execute", Map.of("decision", "ASK_RESIDENT", "question", "Қай пәтер?"));
        centre.timePasses(Duration.ofHours(10));
        assertThat(escalations(number)).isEmpty();
        centre.does("operator", number, "askResident", Map.of("decision", "NO_ANSWER"));
        centre.timePasses(Duration.ofMinutes(179));
        assertThat(escalations(number)).isEmpty();
        centre.timePasses(Duration.ofMinutes(1));
        assertThat(escalations(number)).containsExactly("AGENCY 1 → AGENCY_DUTY");
    }

    @Test
    void aRefusedInputNamesItsFieldInKazakhAndLeavesTheTask() {
        var number = centre.registered("street-lighting");
        assertThatThrownBy(
                        () -> centre.does("inspector", number, "inspect", Map.of("decision", "REJECT", "reason", " ")))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(sentences.of(refusal, Language.KK))
                                .isEqualTo("«Себебі» өрісін толтырыңыз."));
        assertThat(centre.waiting(number)).containsExactly("inspect");
        assertThat(appeals.journal(number)).extracting(JournalEntry::step).containsExactly(Step.REGISTERED);
    }

    private void assertReworkGoesTo(String agency, String earlier, AppealNumber number) {
        centre.solves(agency, number);
        centre.does("controller", number, "control", Map.of("decision", "NOT_CONFIRMED", "reason", "Жөнделмеген"));
        assertThat(centre.waiting(number)).containsExactly("execute");
        assertThat(centre.waitingFor(number, "executor-" + agency)).containsExactly("execute");
        assertThat(centre.waitingFor(number, earlier)).isEmpty();
        assertThat(appeals.openAgencies(number)).containsExactly(new AgencyCode(agency));
    }

    private void refuse(String agency, AppealNumber number) {
        centre.does("executor-" + agency, number, "execute", Map.of("decision", "NOT_OURS", "reason", "Біздікі емес"));
    }

    @Test
    void aResidentWhoDoesNotAnswerInFiveWorkingDaysIsTakenNotToHave() {
        var number = centre.registered("trade");
        centre.routes(number, "trade-business");
        var before = centre.appeal(number).due();
        centre.does(
                "executor-trade-business",
                number,
                "execute",
                Map.of("decision", "ASK_RESIDENT", "question", "Қай дүкен?"));
        centre.itIs("2026-11-23T09:59"); // five working days after Monday 10:00
        assertThat(centre.waiting(number)).containsExactly("askResident");
        centre.timePasses(Duration.ofMinutes(1));

        assertThat(centre.waiting(number)).containsExactly("execute");
        assertThat(appeals.journal(number)).extracting(JournalEntry::step).contains(Step.RESIDENT_SILENT);
        assertThat(centre.appeal(number).due())
                .as("exactly the working time that was paused is added")
                .isEqualTo(WorkingCalendar.shipped().plus(before, Duration.ofHours(40), CalendarKind.WORKING));
    }

    @Test
    void moreTimeIsAskedByTheExecutorAndDecidedByTheController() {
        var number = centre.registered("trade");
        centre.routes(number, "trade-business");
        var before = centre.appeal(number).due();
        asksForMoreTime(number);
        assertThat(centre.waiting(number)).containsExactly("decideExtension", "execute");
        assertThatThrownBy(() -> asksForMoreTime(number))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("extension"));

        centre.does("controller", number, "decideExtension", Map.of("decision", "GRANTED"));
        assertThat(centre.waiting(number)).containsExactly("execute");
        assertThat(centre.appeal(number).due())
                .isEqualTo(WorkingCalendar.shipped().extend(before, new Norm("P2D", CalendarKind.WORKING)));
        assertThat(centre.appeal(number).clocks().extensions()).isEqualTo(1);

        var granted = centre.appeal(number).due();
        asksForMoreTime(number);
        centre.does("controller", number, "decideExtension", Map.of("decision", "REFUSED", "reason", "Жеткілікті"));
        assertThat(centre.appeal(number).due()).isEqualTo(granted);
        assertThat(appeals.journal(number))
                .extracting(JournalEntry::step)
                .contains(Step.EXTENSION_ASKED, Step.EXTENSION_GRANTED, Step.EXTENSION_REFUSED);
    }

    @Test
    void aRequestForMoreTimeIsVoidWhenTheWorkIsDone() {
        var number = centre.registered("trade");
        centre.routes(number, "trade-business");
        asksForMoreTime(number);
        centre.solves("trade-business", number);
        assertThat(centre.waiting(number)).containsExactly("control");
        assertThat(centre.appeal(number).clocks().extensions()).isZero();
    }

    @Test
    void whatIsNotTheCentresIsSentOn() {
        var number = centre.registered("other");
        assertThatThrownBy(() -> centre.does("inspector", number, "inspect", Map.of("decision", "FORWARD")))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("body"));
        centre.does(
                "inspector",
                number,
                "inspect",
                Map.of("decision", "FORWARD", "body", "Облыстық экология департаменті"));
        assertThat(centre.appeal(number).outcome()).isEqualTo(Outcome.FORWARDED);
    }

    private void asksForMoreTime(AppealNumber number) {
        centre.does(
                "executor-trade-business",
                number,
                "execute",
                Map.of("decision", "MORE_TIME", "extension", "P2D", "reason", "Бөлшек күтілуде"));
    }

    private List<String> escalations(AppealNumber number) {
        return appeals.journal(number).stream()
                .filter(entry -> entry.step() == Step.ESCALATED)
                .map(entry -> String.valueOf(entry.note()))
                .toList();
    }

    private long timers(AppealNumber number) {
        return jdbc.sql("SELECT count(*) FROM act_ru_job j JOIN act_ru_execution e ON e.id_ = j.process_instance_id_"
                        + " WHERE e.business_key_ = ?")
                .param(number.value())
                .query(Long.class)
                .single();
    }

    private List<String> tablesThatHold(String typed) {
        return jdbc
                .sql("SELECT table_name FROM information_schema.tables"
                        + " WHERE table_schema = 'public' AND table_name LIKE 'act\\_%'")
                .query(String.class)
                .list()
                .stream()
                .filter(table -> jdbc.sql("SELECT EXISTS (SELECT 1 FROM " + table + " t WHERE t::text LIKE ?)")
                        .param("%" + typed + "%")
                        .query(Boolean.class)
                        .single())
                .toList();
    }
}
