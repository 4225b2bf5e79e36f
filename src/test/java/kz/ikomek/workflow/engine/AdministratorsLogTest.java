package kz.ikomek.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kz.ikomek.shared.Refusal;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.workflow.Centre;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What administrators and process owners do is written, by whom and when; what staff do to a case is not, a second time. */
@IntegrationTest
class AdministratorsLogTest {

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Centre centre;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService management;

    @Autowired
    HistoryService history;

    @Autowired
    IdentityService identity;

    StaffClient admin;

    @BeforeEach
    void anEmptyLog() {
        centre.itIs("2026-11-16T10:00");
        admin = StaffClient.basic(port, "admin").pastTheOffer();
        jdbc.sql("DELETE FROM act_hi_op_log").update();
    }

    @Test
    void peopleGroupsAndWhoIsInThem() {
        done(admin.post(
                "/user/create",
                "{\"profile\":{\"id\":\"newcomer\",\"firstName\":\"Сәуле\",\"lastName\":\"Ә\",\"email\":\"s@ikomek.example\"},"
                        + "\"credentials\":{\"password\":\"Құпия-сөз-109-ұзын\"}}"));
        written("User", "Create");
        done(admin.put(
                "/user/newcomer/profile", "{\"id\":\"newcomer\",\"firstName\":\"Сәуле\",\"lastName\":\"Өзгерді\"}"));
        written("User", "Update");
        done(admin.put(
                "/user/newcomer/credentials",
                "{\"password\":\"Басқа-құпия-сөз-109\",\"authenticatedUserPassword\":\"demo\"}"));
        assertThat(entries().stream().filter("admin: User Update"::equals)).hasSize(2);
        done(admin.post("/group/create", "{\"id\":\"newcomers\",\"name\":\"x\",\"type\":\"WORKFLOW\"}"));
        written("Group", "Create");
        done(admin.put("/group/newcomers/members/newcomer", "{}"));
        written("Group membership", "Create");
        done(admin.delete("/group/newcomers/members/newcomer"));
        written("Group membership", "Delete");
        done(admin.put("/group/newcomers", "{\"id\":\"newcomers\",\"name\":\"y\",\"type\":\"WORKFLOW\"}"));
        written("Group", "Update");
        done(admin.delete("/group/newcomers"));
        written("Group", "Delete");
        done(admin.delete("/user/newcomer"));
        written("User", "Delete");
        assertThat(everyColumn()).contains("newcomer").doesNotContain("Құпия", "құпия-сөз", "Сәуле", "Өзгерді");
    }

    @Test
    void grants() {
        var grant = admin.post(
                "/authorization/create",
                "{\"type\":1,\"permissions\":[\"READ\"],\"userId\":\"operator\",\"resourceType\":5,\"resourceId\":\"x\"}");
        done(grant);
        String id = grant.json().path("id").asText();
        written("Authorization", "Create");
        done(admin.put(
                "/authorization/" + id,
                "{\"permissions\":[\"ALL\"],\"userId\":\"operator\",\"resourceType\":5,\"resourceId\":\"x\"}"));
        written("Authorization", "Update");
        done(admin.delete("/authorization/" + id));
        written("Authorization", "Delete");
    }

    @Test
    void sharedFilters() {
        var filter = admin.post(
                "/filter/create", "{\"resourceType\":\"Task\",\"name\":\"of a test\",\"properties\":{},\"query\":{}}");
        done(filter);
        written("Filter", "Create");
        done(admin.put(
                "/filter/" + filter.json().path("id").asText(),
                "{\"resourceType\":\"Task\",\"name\":\"of the test\",\"properties\":{},\"query\":{}}"));
        written("Filter", "Update");
        done(admin.delete("/filter/" + filter.json().path("id").asText()));
        written("Filter", "Delete");
    }

    @Test
    void modelsOfOwners() throws Exception {
        byte[] form = Files.readString(Path.of("forms/clarify.form"))
                .replace("Нақтылау / Уточнение", "Жауап / Ответ")
                .getBytes(StandardCharsets.UTF_8);
        var owner = StaffClient.basic(port, "owner");
        var deployed = owner.deploy(
                Map.of("deployment-name", "x", "deployment-source", "Modeler"), Map.of("clarify.form", form), "en");
        done(deployed);
        assertThat(entries()).contains("owner: Deployment Create");
        done(owner.delete("/deployment/" + deployed.json().path("id").asText()));
        assertThat(entries()).contains("owner: Deployment Delete");
    }

    @Test
    void casesAndTimersTouchedByHand() {
        var number = centre.registered("street-lighting");
        centre.routes(number, "street-lighting");
        String process = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number.value())
                .singleResult()
                .getId();
        String job = management
                .createJobQuery()
                .processInstanceId(process)
                .list()
                .get(0)
                .getId();
        assertThat(entries()).as("nothing so far").isEmpty();

        done(admin.put("/job/" + job + "/retries", "{\"retries\":2}"));
        written("Job", "SetJobRetries");
        done(admin.put("/process-instance/" + process + "/suspended", "{\"suspended\":true}"));
        written("ProcessInstance", "Suspend");
        done(admin.put("/process-instance/" + process + "/suspended", "{\"suspended\":false}"));
        written("ProcessInstance", "Activate");
        done(admin.put("/process-instance/" + process + "/variables/danger", "{\"value\":false,\"type\":\"Boolean\"}"));
        written("Variable", "SetVariable");
        String task = tasks.createTaskQuery()
                .processInstanceId(process)
                .singleResult()
                .getId();
        done(admin.post("/task/" + task + "/assignee", "{\"userId\":\"executor-street-lighting\"}"));
        written("Task", "Assign");
        done(admin.delete("/process-instance/" + process));
        written("ProcessInstance", "Delete");
    }

    @Test
    void whatStaffDoToACaseIsNot() {
        var number = centre.registered("street-lighting");
        centre.routes(number, "street-lighting");
        String task = tasks.createTaskQuery()
                .processInstanceBusinessKey(number.value())
                .singleResult()
                .getId();
        var executor = StaffClient.basic(port, "executor-street-lighting");
        done(executor.post("/task/" + task + "/claim", "{\"userId\":\"executor-street-lighting\"}"));
        done(executor.post(
                "/task/" + task + "/submit-form",
                "{\"variables\":{\"decision\":{\"value\":\"SOLVED\"},\"report\":{\"value\":\"Жөнделді\"}}}"));
        assertThat(entries()).isEmpty();
    }

    @Test
    void nobodyDeletesFromIt() {
        sharedFilters();
        String id = jdbc.sql("SELECT id_ FROM act_hi_op_log LIMIT 1")
                .query(String.class)
                .single();
        for (String group : List.of("camunda-admin", "process-owners", "supervisors", "agency-street-lighting")) {
            identity.setAuthentication("somebody", List.of(group));
            try {
                assertThatThrownBy(() -> history.deleteUserOperationLogEntry(id))
                        .isInstanceOf(Refusal.class)
                        .hasMessage(StaffCommands.LOG_STAYS);
            } finally {
                identity.clearAuthentication();
            }
        }
    }

    @Test
    void administratorsReadItAndNobodyElse() {
        sharedFilters();
        assertThat(admin.get("/history/user-operation?maxResults=100").json().size())
                .isPositive();
        for (String userId : List.of("owner", "supervisor", "operator", "executor-street-lighting")) {
            var answer = StaffClient.basic(port, userId).get("/history/user-operation?maxResults=100");
            assertThat(answer.json().isArray() ? answer.json().size() : 0)
                    .as(userId)
                    .isZero();
        }
    }

    private static void done(StaffClient.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 204);
    }

    private void written(String what, String how) {
        assertThat(entries()).contains("admin: " + what + " " + how);
    }

    private List<String> entries() {
        return jdbc.sql("SELECT user_id_ || ': ' || entity_type_ || ' ' || operation_type_ FROM act_hi_op_log"
                        + " WHERE timestamp_ IS NOT NULL")
                .query(String.class)
                .list();
    }

    private String everyColumn() {
        return String.join(
                "\n",
                jdbc.sql("SELECT to_jsonb(entry)::text FROM act_hi_op_log entry")
                        .query(String.class)
                        .list());
    }
}
