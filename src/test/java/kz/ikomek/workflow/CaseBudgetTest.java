package kz.ikomek.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.shared.Actor;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Statements;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a case costs the database, on any machine: round trips, and rows that stay in the engine's tables. */
@IntegrationTest
class CaseBudgetTest {

    /** The server counts more: a batch is one round trip, and one statement for each of its rows. */
    private static final int CASE = 130;

    private static final int ENQUIRY = 25;

    @Autowired
    Centre centre;

    @Autowired
    StartAppeal start;

    @Autowired
    StaffTasks staff;

    @Autowired
    TaskService tasks;

    @Autowired
    Statements statements;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void aQuietMonday() {
        centre.itIs("2026-11-16T10:00");
        lived(); // what is read once, is read
    }

    @Test
    void aCaseFromTheCallToItsEnd() {
        assertThat(statements.during(this::lived).size()).isLessThanOrEqualTo(CASE);
    }

    @Test
    void anEnquiryThatIsAnsweredInTheCall() {
        assertThat(statements
                        .during(() -> start.start(centre.call("reference", "Тәуке хан, 12"), new Actor("operator")))
                        .size())
                .isLessThanOrEqualTo(ENQUIRY);
    }

    @Test
    void whatThePlainCaseNeverNeedsIsNoRow() {
        AppealNumber number = centre.registered("street-lighting");
        assertThat(variables(number))
                .containsExactlyInAnyOrder(
                        "agency", "appealNumber", "category", "danger", "district", "due", "kind", "nextAlert");
    }

    private List<String> variables(AppealNumber number) {
        return jdbc.sql("SELECT v.name_ FROM act_ru_variable v JOIN act_ru_execution e ON e.id_ = v.proc_inst_id_"
                        + " WHERE e.business_key_ = ?")
                .param(number.value())
                .query(String.class)
                .list();
    }

    private void lived() {
        AppealNumber number = centre.registered("street-lighting");
        does("inspector", number, Map.of("decision", "ROUTE", "agency", "street-lighting"));
        does("executor-street-lighting", number, Map.of("decision", "SOLVED", "report", "Жөнделді"));
        does("controller", number, Map.of("decision", "CONFIRMED"));
    }

    private void does(String userId, AppealNumber number, Map<String, Object> form) {
        String task = tasks.createTaskQuery()
                .processInstanceBusinessKey(number.value())
                .singleResult()
                .getId();
        staff.complete(task, form, new Actor(userId));
    }
}
