package kz.ikomek.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealState;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.testing.StaffClient.Answer;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The centre's own people, too, move a case by its forms only; nobody reads or changes it beside them. */
@IntegrationTest
class StaffByRestTest {

    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

    @LocalServerPort
    int port;

    @Autowired
    Centre centre;

    @Autowired
    TaskService tasks;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient jdbc;

    AppealNumber number;
    Task task;

    @BeforeEach
    void anInspectorHasWork() {
        centre.itIs("2026-11-16T10:00");
        number = centre.registered("water");
        task = tasks.createTaskQuery()
                .processInstanceBusinessKey(number.value())
                .singleResult();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "operator",
                "supervisor",
                "inspector",
                "controller",
                "pharmacist1",
                "head-water-sewerage",
                "owner",
                "executor-water-sewerage"
            })
    void nobodyChangesACaseBesideItsForms(String who) {
        var staff = StaffClient.basic(port, who).pastTheOffer();
        String process = "/process-instance/" + task.getProcessInstanceId();
        String execution = "/execution/" + task.getExecutionId();
        String one = "{\"processInstanceIds\":[\"" + task.getProcessInstanceId() + "\"]";
        String definition = "\"processDefinitionId\":\"" + task.getProcessDefinitionId() + "\"";
        String modified = "{\"modifications\":{\"danger\":{\"value\":true,\"type\":\"Boolean\"}}}";
        String instructions = "\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"closeAppeal\"}]";
        Stream.of(
                        staff.put(process + "/variables/danger", "{\"value\":true}"),
                        staff.post(process + "/variables", modified),
                        staff.post(process + "/modification", "{" + instructions + "}"),
                        staff.post(process + "/modification-async", "{" + instructions + "}"),
                        staff.put(process + "/suspended", "{\"suspended\":true}"),
                        staff.put(
                                "/process-instance/suspended",
                                "{\"suspended\":true,\"processDefinitionKey\":\"appeal\"}"),
                        staff.delete(process),
                        staff.delete(process + "/variables/danger"),
                        staff.post("/process-instance/delete", one + "}"),
                        staff.post(
                                "/process-instance/variables-async",
                                one + ",\"variables\":{\"danger\":{\"value\":true}}}"),
                        staff.post(
                                "/process-instance/message-async",
                                one + ",\"messageName\":\"appeal.withdrawn\",\"variables\":{}}"),
                        staff.post(
                                "/process-instance/job-retries",
                                "{\"processInstances\":[\"" + task.getProcessInstanceId() + "\"],\"retries\":0}"),
                        staff.post("/modification/execute", one + "," + definition + "," + instructions + "}"),
                        staff.post(
                                "/migration/execute",
                                one + ",\"migrationPlan\":{\"source"
                                        + definition.substring(1).replaceFirst("p", "P")
                                        + ",\"targetProcessDefinitionId\":\"" + task.getProcessDefinitionId()
                                        + "\",\"instructions\":[]}}"),
                        staff.put(execution + "/localVariables/danger", "{\"value\":true}"),
                        staff.post(execution + "/localVariables", modified),
                        staff.post(execution + "/signal", "{}"),
                        staff.post(execution + "/messageSubscriptions/appeal.withdrawn/trigger", "{}"),
                        staff.post(execution + "/create-incident", "{\"incidentType\":\"x\",\"configuration\":\"x\"}"),
                        staff.post(
                                "/message",
                                "{\"messageName\":\"appeal.withdrawn\",\"businessKey\":\"" + number.value() + "\"}"),
                        staff.post(
                                "/message",
                                "{\"messageName\":\"appeal.reopened\",\"businessKey\":\""
                                        + number.value() + "\",\"processVariables\":{\"appealNumber\":{\"value\":\""
                                        + number.value() + "\"}}}"),
                        staff.post("/condition", "{\"variables\":{\"danger\":{\"value\":true}}}"),
                        staff.post("/signal", "{\"name\":\"x\"}"),
                        staff.put("/process-definition/key/appeal/suspended", "{\"suspended\":true}"),
                        staff.put(
                                "/job-definition/suspended",
                                "{\"suspended\":true,\"processDefinitionKey\":\"appeal\"}"),
                        staff.put("/job/suspended", "{\"suspended\":true,\"processDefinitionKey\":\"appeal\"}"),
                        staff.post("/task/" + task.getId() + "/variables", modified),
                        staff.put("/task/" + task.getId() + "/variables/danger", "{\"value\":true}"),
                        staff.put("/task/" + task.getId(), "{\"name\":\"x\",\"due\":null}"),
                        staff.post("/task/" + task.getId() + "/assignee", "{\"userId\":\"" + who + "\"}"),
                        staff.post(
                                "/task/" + task.getId() + "/identity-links",
                                "{\"groupId\":\"operators\",\"type\":\"candidate\"}"),
                        staff.post("/task/" + task.getId() + "/bpmnError", "{\"errorCode\":\"reinspect\"}"),
                        staff.post("/task/create", "{\"name\":\"x\"}"),
                        staff.post("/user/create", "{\"profile\":{\"id\":\"x\"},\"credentials\":{\"password\":\"x\"}}"),
                        staff.put("/group/camunda-admin/members/" + who, "{}"),
                        staff.post(
                                "/authorization/create",
                                "{\"type\":1,\"permissions\":[\"ALL\"],\"userId\":\"" + who
                                        + "\",\"resourceType\":8,\"resourceId\":\"*\"}"))
                .forEach(answer -> refused(who, answer));
        assertThat(centre.appeal(number).state()).isEqualTo(AppealState.INSPECTION);
        assertThat(centre.waiting(number)).containsExactly("inspect");
        assertThat(centre.appeal(number).danger()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "operator",
                "supervisor",
                "inspector",
                "controller",
                "pharmacist1",
                "head-water-sewerage",
                "owner"
            })
    void nobodyReadsACaseBesideItsTasks(String who) {
        var staff = StaffClient.basic(port, who).pastTheOffer();
        for (String list : List.of(
                "/process-instance",
                "/execution",
                "/variable-instance",
                "/job",
                "/incident",
                "/event-subscription",
                "/external-task",
                "/batch",
                "/history/process-instance",
                "/history/task",
                "/history/variable-instance",
                "/history/detail",
                "/history/user-operation",
                "/history/decision-instance",
                "/history/process-instance/report?reportType=duration&periodUnit=month",
                "/user",
                "/authorization")) {
            var answer = staff.get(list + (list.contains("?") ? "&" : "?") + "maxResults=100");
            assertThat(answer.status() == 403
                            || answer.body().equals("[]")
                            || list.equals("/user")
                                    && answer.body().contains("\"" + who + "\"")
                                    && answer.json().size() == 1)
                    .as(who + list + answer)
                    .isTrue();
        }
        String process = "/process-instance/" + task.getProcessInstanceId();
        for (String one : List.of(process, process + "/variables", process + "/activity-instances")) {
            refused(who, staff.get(one));
        }
    }

    @Test
    void anOwnerFindsNoTaskAndNoResident() {
        var owner = StaffClient.session(port, "owner");
        assertThat(owner.get("/task?maxResults=100").body()).isEqualTo("[]");
        refused("task", owner.get("/task/" + task.getId()));
        refused("form", owner.get("/task/" + task.getId() + "/form-variables"));
        assertThat(owner.getAbsolute("/api/tasks/" + task.getId() + "/appeal").status())
                .isEqualTo(404);
    }

    @Test
    void aModelThatCasesRunOnCannotBeDeletedWithThem() {
        String deployment =
                repository.getProcessDefinition(task.getProcessDefinitionId()).getDeploymentId();
        for (String who : List.of("owner", "admin")) {
            var staff = StaffClient.basic(port, who).pastTheOffer();
            for (String path : List.of(
                    "/deployment/" + deployment,
                    "/process-definition/key/appeal",
                    "/process-definition/" + task.getProcessDefinitionId())) {
                var answer = staff.delete(path + "?cascade=true&skipCustomListeners=true");
                assertThat(answer.status()).as(who + path + answer.body()).isIn(Set.of(400, 403));
            }
        }
        assertThat(centre.waiting(number)).containsExactly("inspect");
    }

    @ParameterizedTest
    @CsvSource({
        "operator, 1 2 3 4",
        "inspector, 1 2 3 4 5",
        "controller, 1 2 3 4 5",
        "pharmacist1, 1 2 3 4",
        "executor-water-sewerage, 1 2 3 4 5",
        "head-water-sewerage, 1 2 3 4 5",
        "supervisor, 2 11 12 13 14"
    })
    void everyRoleHasItsListsSortedByDueDate(String who, String lists) {
        centre.registered("reference");
        centre.registered("medicine-shortage");
        var manhole = centre.registered("open-manhole");
        centre.routes(centre.registered("water"), "water-sewerage");
        centre.registered("education");
        centre.timePasses(Duration.ofMinutes(90));
        var staff = StaffClient.basic(port, who).pastTheOffer();
        Map<Integer, JsonNode> found = new TreeMap<>();
        staff.get("/filter?resourceType=Task&maxResults=100")
                .json()
                .forEach(filter -> found.put(filter.at("/properties/priority").asInt(), filter));
        assertThat(found.keySet())
                .containsExactlyElementsOf(
                        Stream.of(lists.split(" ")).map(Integer::valueOf).toList());
        found.forEach((position, filter) -> {
            var tasks = staff.get("/filter/" + filter.get("id").asText() + "/list?maxResults=1000")
                    .json();
            List<OffsetDateTime> due = new ArrayList<>();
            tasks.forEach(one -> due.add(OffsetDateTime.parse(one.get("due").asText(), ISO)));
            assertThat(due).as(filter.toString()).isSorted();
            if (position != 2) {
                boolean quiet = position == 3 || position == 4 || position == 12;
                assertThat(quiet || !due.isEmpty()).as(filter.toString()).isTrue();
            }
            var now = clock.instant().atOffset(ZoneOffset.UTC);
            if (position == 4 || position == 13) {
                assertThat(due).allMatch(one -> one.isBefore(now));
            }
            if (position == 3 || position == 12) {
                assertThat(due).allMatch(one -> !one.isBefore(now) && one.isBefore(now.plusHours(2)));
            }
            if (position == 5 || position == 14) {
                assertThat(tasks.toString()).contains(processOf(manhole));
                tasks.forEach(
                        one -> assertThat(danger(one.get("processInstanceId").asText()))
                                .isTrue());
            }
        });
    }

    private String processOf(AppealNumber appeal) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(appeal.value())
                .singleResult()
                .getId();
    }

    private boolean danger(String process) {
        return Boolean.TRUE.equals(runtime.getVariable(process, "danger"));
    }

    @Test
    void anInspectorAddsNothingToTheForm() {
        var inspector = StaffClient.basic(port, "inspector");
        for (String how : List.of("/complete", "/submit-form")) {
            for (String beside : List.of("outcome", "appealNumber", "safe", "attempts", "underControl", "due")) {
                refused(
                        beside,
                        inspector.post(
                                "/task/" + task.getId() + how,
                                "{\"variables\":{\"decision\":{\"value\":\"REJECT\"},\"reason\":{\"value\":\"x\"},\""
                                        + beside + "\":{\"value\":\"x\"}}}"));
            }
        }
        assertThat(centre.waiting(number)).containsExactly("inspect");
    }

    @Test
    void oddValuesInTheFormAreRefusedInWordsAndNothingIsStarted() {
        var operator = StaffClient.basic(port, "operator");
        long before = appeals();
        String whole =
                "\"text\":{\"value\":\"x\"},\"phone\":{\"value\":\"8 701 123 45 67\"},\"language\":{\"value\":\"kk\"},"
                        + "\"channel\":{\"value\":\"PHONE\"},\"category\":{\"value\":\"water\"},\"district\":{\"value\":\"abai\"}";
        for (String[] odd : new String[][] {
            {"category", "\"nothing\""},
            {"category", "\"a b'c\""},
            {"category", "7"},
            {"district", "\"moon\""},
            {"language", "\"xx\""},
            {"channel", "\"PIGEON\""},
            {"phone", "\"12\""},
            {"text", "\" \""},
            {"text", "\"" + "x".repeat(4001) + "\""},
            {"address", "\"" + "x".repeat(301) + "\""},
            {"residentName", "\"" + "x".repeat(5000) + "\""}
        }) {
            var answer = operator.post(
                    "/process-definition/key/appeal/submit-form",
                    "{\"variables\":{" + whole + ",\"" + odd[0] + "\":{\"value\":" + odd[1] + "}}}");
            assertThat(answer.status()).as(odd[0] + " " + answer.body()).isEqualTo(422);
            assertThat(answer.json().get("field").asText()).isEqualTo(odd[0]);
        }
        assertThat(appeals()).isEqualTo(before);
    }

    @Test
    void aSessionWithoutTheTokenChangesNothing() {
        var inspector = StaffClient.session(port, "inspector").withoutToken();
        var answer = inspector.post("/task/" + task.getId() + "/claim", "{\"userId\":\"inspector\"}");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(tasks.createTaskQuery().taskId(task.getId()).singleResult().getAssignee())
                .isNull();
    }

    private long appeals() {
        return jdbc.sql("SELECT count(*) FROM appeals.appeal").query(Long.class).single();
    }

    private static void refused(String what, Answer answer) {
        assertThat(answer.status()).as(what + ": " + answer.body()).isIn(Set.of(403, 404));
    }
}
