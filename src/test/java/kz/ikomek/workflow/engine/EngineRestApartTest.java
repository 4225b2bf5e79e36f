package kz.ikomek.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealState;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.testing.StaffClient.Answer;
import kz.ikomek.workflow.Centre;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.rest.impl.DefaultProcessEngineRestServiceImpl;
import org.camunda.bpm.engine.rest.impl.NamedProcessEngineRestServiceImpl;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Every method of the engine's REST interface, aimed at an appeal of another agency. The list in {@code engine-rest.txt}
 * is compared with what the interface registers, so that none is forgotten.
 */
@IntegrationTest
class EngineRestApartTest {

    private static final Path LIST = Path.of("src/test/resources/engine-rest.txt");
    private static final Path FOUND = Path.of("target/engine-rest.txt");

    /** What is sent where an empty body would be refused before any right is looked at. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("POST /task/{id}/claim", "{\"userId\":\"executor-street-lighting\"}"),
            Map.entry("POST /task/{id}/assignee", "{\"userId\":\"executor-street-lighting\"}"),
            Map.entry("POST /task/{id}/delegate", "{\"userId\":\"executor-street-lighting\"}"),
            Map.entry("POST /task/{id}/bpmnError", "{\"errorCode\":\"reinspect\"}"),
            Map.entry("POST /task/{id}/bpmnEscalation", "{\"escalationCode\":\"x\"}"),
            Map.entry("POST /task/{id}/comment/create", "{\"message\":\"x\"}"),
            Map.entry(
                    "POST /task/{id}/identity-links",
                    "{\"groupId\":\"agency-street-lighting\",\"type\":\"candidate\"}"),
            Map.entry(
                    "POST /task/{id}/identity-links/delete",
                    "{\"groupId\":\"agency-water-sewerage\",\"type\":\"candidate\"}"),
            Map.entry(
                    "POST /task/{id}/variables",
                    "{\"modifications\":{\"danger\":{\"value\":true,\"type\":\"Boolean\"}}}"),
            Map.entry(
                    "POST /task/{id}/localVariables",
                    "{\"modifications\":{\"danger\":{\"value\":true,\"type\":\"Boolean\"}}}"),
            Map.entry("PUT /task/{id}/variables/{varId}", "{\"value\":\"x\",\"type\":\"String\"}"),
            Map.entry("PUT /task/{id}/localVariables/{varId}", "{\"value\":\"x\",\"type\":\"String\"}"),
            Map.entry(
                    "POST /process-instance/{id}/variables",
                    "{\"modifications\":{\"danger\":{\"value\":true,\"type\":\"Boolean\"}}}"),
            Map.entry(
                    "POST /execution/{id}/localVariables",
                    "{\"modifications\":{\"danger\":{\"value\":true,\"type\":\"Boolean\"}}}"),
            Map.entry("PUT /process-instance/{id}/variables/{varId}", "{\"value\":\"x\",\"type\":\"String\"}"),
            Map.entry("PUT /execution/{id}/localVariables/{varId}", "{\"value\":\"x\",\"type\":\"String\"}"),
            Map.entry("POST /execution/{id}/messageSubscriptions/{messageName}/trigger", "{}"),
            Map.entry(
                    "POST /process-instance/{id}/modification",
                    "{\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"closeAppeal\"}]}"),
            Map.entry(
                    "POST /process-instance/{id}/modification-async",
                    "{\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"closeAppeal\"}]}"),
            Map.entry("PUT /process-instance/{id}/suspended", "{\"suspended\":true}"),
            Map.entry("PUT /process-instance/suspended", "{\"suspended\":true,\"processInstanceIds\":[\"CASE\"]}"),
            Map.entry(
                    "POST /process-instance/suspended-async", "{\"suspended\":true,\"processInstanceIds\":[\"CASE\"]}"),
            Map.entry("POST /process-instance/delete", "{\"processInstanceIds\":[\"CASE\"]}"),
            Map.entry("POST /process-instance/job-retries", "{\"processInstances\":[\"CASE\"],\"retries\":1}"),
            Map.entry(
                    "POST /process-instance/variables-async",
                    "{\"processInstanceIds\":[\"CASE\"],\"variables\":{\"danger\":{\"value\":true,\"type\":\"Boolean\"}}}"),
            Map.entry(
                    "POST /process-instance/message-async",
                    "{\"processInstanceIds\":[\"CASE\"],\"messageName\":\"appeal.withdrawn\"}"),
            Map.entry(
                    "POST /history/process-instance/delete",
                    "{\"historicProcessInstanceIds\":[\"CASE\"],\"deleteReason\":\"x\"}"),
            Map.entry(
                    "POST /history/process-instance/set-removal-time",
                    "{\"absoluteRemovalTime\":\"2030-01-01T00:00:00.000+0000\",\"historicProcessInstanceIds\":[\"CASE\"]}"),
            Map.entry("POST /message", "{\"messageName\":\"appeal.withdrawn\",\"processInstanceId\":\"CASE\"}"),
            Map.entry("POST /signal", "{\"name\":\"x\"}"),
            Map.entry("POST /condition", "{\"variables\":{\"danger\":{\"value\":true,\"type\":\"Boolean\"}}}"),
            Map.entry("PUT /job/{id}/retries", "{\"retries\":1}"),
            Map.entry("PUT /job/{id}/duedate", "{\"duedate\":\"2030-01-01T00:00:00.000+0000\"}"),
            Map.entry("PUT /job/{id}/suspended", "{\"suspended\":true}"),
            Map.entry("PUT /job/{id}/priority", "{\"priority\":1}"),
            Map.entry("PUT /job/suspended", "{\"suspended\":true,\"processDefinitionKey\":\"appeal\"}"),
            Map.entry("PUT /job-definition/suspended", "{\"suspended\":true,\"processDefinitionKey\":\"appeal\"}"),
            Map.entry("PUT /process-definition/suspended", "{\"suspended\":true,\"processDefinitionKey\":\"appeal\"}"),
            Map.entry("PUT /process-definition/{id}/suspended", "{\"suspended\":true}"),
            Map.entry("PUT /process-definition/key/{key}/suspended", "{\"suspended\":true}"),
            Map.entry("PUT /process-definition/{id}/history-time-to-live", "{\"historyTimeToLive\":1}"),
            Map.entry("POST /job/retries", "{\"jobIds\":[\"x\"],\"retries\":1}"),
            Map.entry("POST /external-task/fetchAndLock", "{\"workerId\":\"x\",\"maxTasks\":1,\"topics\":[]}"),
            Map.entry("POST /filter/create", "{\"resourceType\":\"Task\",\"name\":\"x\",\"query\":{}}"),
            Map.entry(
                    "POST /authorization/create",
                    "{\"type\":1,\"permissions\":[\"ALL\"],\"userId\":\"executor-street-lighting\",\"resourceType\":7,\"resourceId\":\"*\"}"),
            Map.entry(
                    "POST /user/create",
                    "{\"profile\":{\"id\":\"intruder\",\"firstName\":\"x\",\"lastName\":\"x\"},\"credentials\":{\"password\":\"Long enough 109\"}}"),
            Map.entry("POST /group/create", "{\"id\":\"intruders\",\"name\":\"x\",\"type\":\"WORKFLOW\"}"),
            Map.entry("POST /tenant/create", "{\"id\":\"intruders\",\"name\":\"x\"}"),
            Map.entry(
                    "PUT /user/{id}/credentials",
                    "{\"password\":\"Long enough 109\",\"authenticatedUserPassword\":\"demo\"}"),
            Map.entry(
                    "PUT /user/{id}/profile",
                    "{\"id\":\"executor-water-sewerage\",\"firstName\":\"x\",\"lastName\":\"x\"}"));

    /** What is asked for where a question without it would be refused. */
    private static final Map<String, String> QUERIES = Map.of(
            "GET /authorization/check",
            "permissionName=READ&permissionValue=2&resourceName=task&resourceType=7",
            "GET /history/task/report",
            "reportType=count&groupBy=taskName",
            "GET /history/process-instance/report",
            "reportType=duration&periodUnit=month",
            "GET /identity/groups",
            "userId=executor-water-sewerage");

    @LocalServerPort
    int port;

    @Autowired
    Centre centre;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    RepositoryService repository;

    /** Answers later, which the filters before Tasklist's interface do not bear: it fails there before it begins. */
    private static final String WAITS = "POST /external-task/fetchAndLock";

    AppealNumber number;
    Task task;

    static Stream<Who> others() {
        return Stream.of("executor-street-lighting", "head-health", "pharmacist1")
                .flatMap(user -> Stream.of(new Who(user, false), new Who(user, true)));
    }

    /** Somebody, and by which way: at {@code /engine-rest}, or in a session at the interface behind Tasklist. */
    record Who(String user, boolean session) {

        StaffClient at(int port) {
            return (session ? StaffClient.session(port, user) : StaffClient.basic(port, user)).pastTheOffer();
        }
    }

    /** What a method does for somebody whose appeal it is not. */
    enum Outcome {
        /** 403 or 404 (or 405, of paths that do not exist in the open). */
        REFUSED,
        /** Done, with an answer that is the same whether the appeal is there or not. */
        NOTHING,
        /** 400, whatever the rights: what was sent is refused before anything is looked up. */
        BAD,
        /** 500 by the engine's own fault, with nothing done and nothing told. */
        FAILED
    }

    @BeforeEach
    void waterIsWorkedOn() {
        centre.itIs("2026-11-16T10:00");
        centre.routes(centre.registered("street-lighting"), "street-lighting");
        number = centre.registered("water");
        centre.routes(number, "water-sewerage");
        task = tasks.createTaskQuery()
                .processInstanceBusinessKey(number.value())
                .singleResult();
    }

    /** A method that the file does not name and that does something fails here; what it does stands then in the found list. */
    @Test
    void theListIsWhatOneExecutorMeets() throws IOException {
        var other = new Who("executor-street-lighting", false).at(port);
        Map<String, String> ids = ids();
        Map<String, Outcome> met = new TreeMap<>();
        list().keySet().forEach(method -> met.put(method, outcome(call(other, method, ids))));
        Files.write(
                FOUND,
                met.entrySet().stream()
                        .filter(entry -> entry.getValue() != Outcome.REFUSED)
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
        assertThat(met).as("see %s", FOUND).isEqualTo(list());
    }

    @Test
    void bothWaysToTheInterfaceRegisterTheSameMethods() {
        Set<String> registered = EngineRestMethods.below(DefaultProcessEngineRestServiceImpl.class);
        assertThat(registered).hasSizeGreaterThan(300).contains("GET /task/{id}/form-variables");
        Set<String> behindTasklist = EngineRestMethods.below(NamedProcessEngineRestServiceImpl.class).stream()
                .map(method -> method.replace("/engine/{name}", ""))
                .collect(Collectors.toSet());
        behindTasklist.removeAll(registered);
        assertThat(behindTasklist).containsExactly("GET /engine");
    }

    @ParameterizedTest
    @MethodSource("others")
    void noMethodGivesAnythingOfAnotherAgencysAppeal(Who who) throws IOException {
        var other = who.at(port);
        Map<String, String> ids = ids();
        List<String> wrong = new ArrayList<>();
        list().forEach((method, expected) -> {
            Answer answer = call(other, method, ids);
            Outcome outcome = outcome(answer);
            if (who.session && method.equals(WAITS) && outcome == Outcome.FAILED) {
                return;
            }
            if (outcome != expected && outcome != Outcome.REFUSED || outcome == Outcome.NOTHING && tells(answer)) {
                wrong.add(method + " " + outcome + ": " + answer.status() + " " + brief(answer));
            }
        });
        assertThat(wrong).as("%s", who).isEmpty();
        var after = tasks.createTaskQuery().taskId(task.getId()).singleResult();
        assertThat(after).as("still there").isNotNull();
        assertThat(after.getAssignee()).isNull();
        assertThat(centre.appeal(number).state()).isEqualTo(AppealState.EXECUTION);
    }

    @ParameterizedTest
    @MethodSource("others")
    void noAnswerChangesWithAnotherAgencysAppeals(Who who) throws IOException {
        var other = who.at(port);
        Map<String, String> ids = ids();
        List<String> asking = list().entrySet().stream()
                .filter(entry -> entry.getValue() == Outcome.NOTHING)
                .map(Map.Entry::getKey)
                .toList();
        Map<String, String> before = new TreeMap<>();
        asking.forEach(method -> before.put(method, call(other, method, ids).body()));
        for (int i = 0; i < 2; i++) {
            var more = centre.registered("water");
            centre.routes(more, "water-sewerage");
            centre.takesOn("water-sewerage", more);
        }
        Map<String, String> after = new TreeMap<>();
        asking.forEach(method -> after.put(method, call(other, method, ids).body()));
        assertThat(after).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoseTaskItIsReadsIt(boolean session) {
        var own = new Who("executor-water-sewerage", session).at(port);
        for (String read : List.of("", "/form", "/form-variables", "/deployed-form", "/identity-links")) {
            assertThat(own.get("/task/" + task.getId() + read).status())
                    .as(read)
                    .isEqualTo(200);
        }
        assertThat(own.post("/task/count", "{\"taskId\":\"" + task.getId() + "\"}")
                        .json()
                        .get("count")
                        .asInt())
                .isOne();
    }

    private boolean tells(Answer answer) {
        return Stream.of(
                        number.value(),
                        task.getId(),
                        task.getProcessInstanceId(),
                        task.getExecutionId(),
                        "Үйіміздің жанындағы")
                .anyMatch(answer.body()::contains);
    }

    private static Outcome outcome(Answer answer) {
        return switch (answer.status()) {
            case 200, 204 -> Outcome.NOTHING;
            case 400, 406, 415, 422 -> Outcome.BAD;
            case 401, 403, 404, 405 -> Outcome.REFUSED;
            default -> Outcome.FAILED;
        };
    }

    private static String brief(Answer answer) {
        return answer.body().substring(0, Math.min(200, answer.body().length())).replace('\n', ' ');
    }

    private Answer call(StaffClient staff, String method, Map<String, String> ids) {
        String verb = method.substring(0, method.indexOf(' '));
        String template = method.substring(method.indexOf(' ') + 1);
        String path = template;
        for (var id : ids.entrySet()) {
            path = path.startsWith(id.getKey())
                    ? id.getValue() + path.substring(id.getKey().length())
                    : path;
        }
        path = path.replace("{varId}", "appealNumber")
                .replace("{key}", "appeal")
                .replaceAll("\\{[\\w-]+}", "none");
        String body = BODIES.getOrDefault(method, "{}")
                .replace("TASK", task.getId())
                .replace("CASE", task.getProcessInstanceId());
        return switch (verb) {
            case "GET" -> staff.get(path + "?maxResults=100&" + QUERIES.getOrDefault(method, ""));
            case "DELETE" -> staff.delete(path);
            case "PUT" -> staff.put(path, body);
            case "OPTIONS" -> staff.options(path);
            default -> staff.post(path + "?maxResults=100", body);
        };
    }

    /** The things of the appeal that a path may name. */
    private Map<String, String> ids() {
        String instance = task.getProcessInstanceId();
        Map<String, String> ids = new TreeMap<>();
        ids.put("/task/{id}", "/task/" + task.getId());
        ids.put("/process-instance/{id}", "/process-instance/" + instance);
        ids.put("/history/process-instance/{id}", "/history/process-instance/" + instance);
        ids.put("/execution/{id}", "/execution/" + instance);
        String variable = runtime.createVariableInstanceQuery()
                .processInstanceIdIn(instance)
                .variableName("category")
                .singleResult()
                .getId();
        ids.put("/variable-instance/{id}", "/variable-instance/" + variable);
        ids.put("/history/variable-instance/{id}", "/history/variable-instance/" + variable);
        String job = management
                .createJobQuery()
                .processInstanceId(instance)
                .listPage(0, 1)
                .get(0)
                .getId();
        ids.put("/job/{id}", "/job/" + job);
        var definition = repository.getProcessDefinition(task.getProcessDefinitionId());
        ids.put("/process-definition/{id}", "/process-definition/" + definition.getId());
        ids.put("/deployment/{id}", "/deployment/" + definition.getDeploymentId());
        ids.put("/user/{id}", "/user/executor-water-sewerage");
        ids.put("/group/{id}", "/group/agency-water-sewerage");
        return ids;
    }

    /** Every method that the interface registers; refused where the file names nothing else. */
    private static Map<String, Outcome> list() throws IOException {
        Map<String, Outcome> list = new TreeMap<>();
        EngineRestMethods.below(DefaultProcessEngineRestServiceImpl.class)
                .forEach(method -> list.put(method, Outcome.REFUSED));
        for (String line : Files.readAllLines(LIST)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int last = line.lastIndexOf(' ');
                assertThat(list.put(line.substring(0, last), Outcome.valueOf(line.substring(last + 1))))
                        .as(line)
                        .isEqualTo(Outcome.REFUSED);
            }
        }
        return list;
    }
}
