package kz.ikomek.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealState;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.JournalEntry;
import kz.ikomek.appeals.Outcome;
import kz.ikomek.appeals.Step;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.platform.MailCatcher.Caught;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Mailbox;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A corrected category or district: the work goes to the agency whose business it is now. */
@IntegrationTest
class CorrectionsTest {

    @Autowired
    Centre centre;

    @Autowired
    AppealViews appeals;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    StaffTasks staffTasks;

    @Autowired
    Mailbox mailbox;

    @BeforeEach
    void aQuietMonday() {
        centre.itIs("2026-11-16T10:00");
    }

    @Test
    void aDangerOfAnotherKindGoesToTheRightAgencyWhoseHeadIsToldAtOnce() {
        var number = centre.registered("open-manhole");
        claimed(number, "executor-water-sewerage");
        centre.does("inspector", number, "checkDanger", Map.of("danger", true, "category", "power-line-damage"));

        assertThat(appeals.openAgencies(number)).containsExactly(new AgencyCode("power-grid"));
        assertThat(centre.waitingFor(number, "executor-water-sewerage")).isEmpty();
        assertThat(mailbox.about(number))
                .extracting(Caught::to)
                .containsExactlyInAnyOrder("head@water-sewerage.example", "head@power-grid.example");
        assertThat(appeals.journal(number)).last().satisfies(entry -> {
            assertThat(entry.step()).isEqualTo(Step.REROUTED);
            assertThat(entry.agency()).isEqualTo(new AgencyCode("power-grid"));
            assertThat(entry.actor()).isEqualTo("inspector");
        });

        centre.solves("power-grid", number);
        assertThat(centre.waiting(number)).containsExactly("keepUnderControl");
        centre.does("controller", number, "keepUnderControl", Map.of("note", "Сым көтерілді"));
        centre.does("controller", number, "control", Map.of("decision", "NOT_CONFIRMED", "reason", "Әлі жерде"));
        assertThat(centre.waitingFor(number, "executor-power-grid")).containsExactly("execute");
        centre.solves("power-grid", number);
        centre.does("controller", number, "control", Map.of("decision", "CONFIRMED"));
        assertThat(centre.appeal(number).outcome()).isEqualTo(Outcome.SOLVED_CONFIRMED);
    }

    @Test
    void aQuestionThatIsOnItsWayComesBackToTheRightAgency() {
        var number = centre.registered("open-manhole");
        centre.does(
                "executor-water-sewerage",
                number,
                "execute",
                Map.of("decision", "ASK_RESIDENT", "question", "Қай жерде?"));
        centre.does("inspector", number, "checkDanger", Map.of("danger", true, "category", "power-line-damage"));
        centre.does(
                "operator",
                number,
                "askResident",
                Map.of("decision", "ANSWERED", "residentAnswer", "Мектептің алдында"));
        assertThat(centre.waitingFor(number, "executor-power-grid")).containsExactly("execute");
        assertThat(centre.waitingFor(number, "executor-water-sewerage")).isEmpty();
        assertThat(centre.appeal(number).pausedSince()).isNull();
    }

    @Test
    void whenTheWrongAgencyIsDoneAlreadyTheCentreItselfIsToldOfTheDanger() {
        var number = centre.registered("open-manhole");
        centre.solves("water-sewerage", number);
        centre.does("inspector", number, "checkDanger", Map.of("danger", true, "category", "power-line-damage"));
        assertThat(mailbox.about(number))
                .extracting(Caught::to)
                .containsExactlyInAnyOrder("head@water-sewerage.example", "shift@ikomek.example");
    }

    @Test
    void whatStaysTheSameAgencysBusinessStaysThere() {
        var number = centre.registered("open-manhole");
        centre.does("inspector", number, "checkDanger", Map.of("danger", true, "category", "water"));
        assertThat(centre.waitingFor(number, "executor-water-sewerage")).containsExactly("execute");
        assertThat(mailbox.about(number)).hasSize(1);
    }

    @Test
    void theAgencyOfTheOldCategoryIsNotRoutedToByAnOldProposal() {
        var number = centre.registered("electricity");
        assertThat(proposed(number)).isEqualTo("power-grid");
        inspects(number, "water", "power-grid");
        assertThat(appeals.openAgencies(number)).containsExactly(new AgencyCode("water-sewerage"));

        var enquiry = centre.registered("reference");
        centre.does("operator", enquiry, "answerEnquiry", Map.of("decision", "TO_INSPECTOR", "reason", "Шағым екен"));
        inspects(enquiry, "street-lighting", null);
        assertThat(appeals.openAgencies(enquiry)).containsExactly(new AgencyCode("street-lighting"));
    }

    @Test
    void whomTheInspectorChoosesStays() {
        var number = centre.registered("electricity");
        inspects(number, "water", "street-lighting");
        assertThat(appeals.openAgencies(number)).containsExactly(new AgencyCode("street-lighting"));

        var unmoved = centre.registered("electricity");
        assertThatThrownBy(() -> inspects(unmoved, "electricity", null))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("agency"));

        var nobodys = centre.registered("electricity");
        inspects(nobodys, "other", "power-grid");
        assertThat(appeals.openAgencies(nobodys)).containsExactly(new AgencyCode("power-grid"));
    }

    @Test
    void theFormProposesAnewAfterAQuestionAndAfterASecondInspection() {
        var number = centre.registered("electricity");
        centre.does(
                "inspector",
                number,
                "inspect",
                Map.of("decision", "QUESTION", "question", "Су ма, жарық па?", "category", "water"));
        centre.does("operator", number, "clarify", Map.of("reply", "Су"));
        assertThat(proposed(number)).isEqualTo("water-sewerage");

        centre.routes(number, "street-lighting");
        gives(number, "street-lighting");
        assertThat(proposed(number)).isEqualTo("water-sewerage");

        centre.routes(number, "water-sewerage");
        gives(number, "water-sewerage");
        assertThat(proposed(number)).as("not whoever has just refused it").isNull();
        assertThat(centre.appeal(number).state()).isEqualTo(AppealState.INSPECTION);
    }

    @Test
    void aResidentWhoIsNotReachedHasNotAnswered() {
        var number = centre.registered("street-lighting");
        centre.routes(number, "street-lighting");
        centre.does(
                "executor-street-lighting",
                number,
                "execute",
                Map.of("decision", "ASK_RESIDENT", "question", "Қай бағана?"));
        assertThatThrownBy(() -> centre.does(
                        "operator", number, "askResident", Map.of("decision", "ANSWERED", "residentAnswer", " ")))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("residentAnswer"));
        centre.does("operator", number, "askResident", Map.of("decision", "NO_ANSWER"));
        assertThat(appeals.journal(number))
                .extracting(JournalEntry::step)
                .contains(Step.RESIDENT_NOT_REACHED)
                .doesNotContain(Step.RESIDENT_ANSWERED);
        assertThat(centre.appeal(number).pausedSince()).isNull();
    }

    private void inspects(AppealNumber number, String category, @Nullable String agency) {
        var form = new HashMap<String, Object>(Map.of("decision", "ROUTE", "category", category));
        form.put("agency", agency);
        centre.does("inspector", number, "inspect", form);
    }

    /** The agency refuses, and the inspector wants to look at the whole again. */
    private void gives(AppealNumber number, String agency) {
        centre.does("executor-" + agency, number, "execute", Map.of("decision", "NOT_OURS", "reason", "Біздікі емес"));
        centre.does("inspector", number, "reroute", Map.of("decision", "REINSPECT"));
    }

    private void claimed(AppealNumber number, String executor) {
        List<StaffTasks.StaffTask> waiting = staffTasks.of(number, new Actor(executor));
        tasks.claim(waiting.get(0).id(), executor);
    }

    /** What stands in the form of the inspector. */
    private @Nullable Object proposed(AppealNumber number) {
        String instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number.value())
                .singleResult()
                .getId();
        return runtime.getVariable(instance, "agency");
    }
}
