package kz.ikomek.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealState;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.testing.StaffClient.Answer;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What an executor of another agency gets at the real web server: nothing, whichever way it is asked. */
@IntegrationTest
class AgenciesApartTest {

    private static final String FILTER = "everything, for a test";

    @LocalServerPort
    int port;

    @Autowired
    Centre centre;

    @Autowired
    TaskService tasks;

    @Autowired
    FilterService filters;

    @Autowired
    IdentityService identity;

    @Autowired
    AuthorizationService authorizations;

    AppealNumber number;
    Task task;

    static Stream<BiFunction<Integer, String, StaffClient>> ways() {
        return Stream.of(
                (port, user) -> StaffClient.basic(port, user).pastTheOffer(),
                (port, user) -> StaffClient.session(port, user).pastTheOffer());
    }

    @BeforeEach
    void waterIsWorkedOn() {
        centre.itIs("2026-11-16T10:00");
        var lighting = centre.registered("street-lighting");
        centre.routes(lighting, "street-lighting");
        number = centre.registered("water");
        centre.routes(number, "water-sewerage");
        task = tasks.createTaskQuery()
                .processInstanceBusinessKey(number.value())
                .singleResult();
    }

    @AfterEach
    void dropTheFilter() {
        filters.createFilterQuery().filterName(FILTER).listPage(0, 10).forEach(filter -> {
            authorizations
                    .createAuthorizationQuery()
                    .resourceType(Resources.FILTER)
                    .resourceId(filter.getId())
                    .listPage(0, 10)
                    .forEach(grant -> authorizations.deleteAuthorization(grant.getId()));
            filters.deleteFilter(filter.getId());
        });
    }

    @ParameterizedTest
    @MethodSource("ways")
    void noQueryFindsAnotherAgencysTask(BiFunction<Integer, String, StaffClient> way) {
        var own = way.apply(port, "executor-water-sewerage");
        var other = way.apply(port, "executor-street-lighting");
        String id = "\"" + task.getId() + "\"";
        for (String query : List.of(
                "{}",
                "{\"taskId\":" + id + "}",
                "{\"taskIdIn\":[" + id + "]}",
                "{\"processInstanceBusinessKey\":\"" + number.value() + "\"}",
                "{\"candidateGroup\":\"agency-water-sewerage\",\"includeAssignedTasks\":true}",
                "{\"candidateGroups\":[\"agency-water-sewerage\",\"agency-street-lighting\"]}",
                "{\"candidateUser\":\"executor-water-sewerage\"}",
                "{\"withoutCandidateUsers\":true}",
                "{\"unassigned\":true}",
                "{\"orQueries\":[{\"taskIdIn\":[" + id + "],\"unassigned\":true}]}",
                "{\"orQueries\":[{\"taskId\":" + id + "},{\"candidateGroup\":\"agency-water-sewerage\"}]}")) {
            assertThat(ids(own.post("/task?maxResults=1000", query)))
                    .as("own: " + query)
                    .contains(task.getId());
            Set<String> seen = ids(other.post("/task?maxResults=1000", query));
            assertThat(seen).as("other: " + query).doesNotContain(task.getId());
            assertThat(other.post("/task/count", query).json().get("count").asInt())
                    .as("count: " + query)
                    .isEqualTo(seen.size());
        }
        assertThat(ids(other.get("/task?maxResults=1000")))
                .isNotEmpty()
                .allSatisfy(found -> assertThat(tasks.getIdentityLinksForTask(found))
                        .extracting("groupId")
                        .contains("agency-street-lighting"));
    }

    /** What would tell by its number that there is such an appeal, were it counted. */
    @ParameterizedTest
    @MethodSource("ways")
    void noCountAndNoOrderTellsOfAnotherAgencysTask(BiFunction<Integer, String, StaffClient> way) {
        var own = way.apply(port, "executor-water-sewerage");
        String that = "\"" + number.value() + "\"";
        String variable = "{\"name\":\"appealNumber\",\"operator\":\"%s\",\"value\":%s}";
        List<String> queries = List.of(
                "{\"processInstanceBusinessKey\":" + that + "}",
                "{\"processInstanceBusinessKeyIn\":[" + that + "]}",
                "{\"processInstanceBusinessKeyLike\":" + that + "}",
                "{\"processInstanceId\":\"" + task.getProcessInstanceId() + "\"}",
                "{\"executionId\":\"" + task.getExecutionId() + "\"}",
                "{\"processVariables\":[" + variable.formatted("eq", that) + "]}",
                "{\"processVariables\":[" + variable.formatted("like", that) + "]}",
                "{\"orQueries\":[{\"processVariables\":[" + variable.formatted("eq", that) + "],\"name\":\"none\"}]}",
                "{\"withCandidateGroups\":true,\"processInstanceBusinessKey\":" + that + "}",
                "{\"active\":true,\"taskDefinitionKey\":\"execute\",\"processInstanceBusinessKey\":" + that + "}",
                "{\"candidateGroups\":[\"agency-water-sewerage\"],\"processInstanceBusinessKey\":" + that + "}");
        for (String user : List.of("executor-street-lighting", "head-health", "pharmacist1", "inspector")) {
            var other = way.apply(port, user);
            for (String query : queries) {
                assertThat(own.post("/task/count", query).json().get("count").asInt())
                        .as("own: " + query)
                        .isOne();
                assertThat(other.post("/task/count", query).json().get("count").asInt())
                        .as(user + ": " + query)
                        .isZero();
                assertThat(ids(other.post("/task?maxResults=100", query)))
                        .as(user + ": " + query)
                        .isEmpty();
            }
            assertThat(ids(other.post(
                            "/task?maxResults=2000",
                            "{\"sorting\":[{\"sortBy\":\"processVariable\",\"sortOrder\":\"desc\","
                                    + "\"parameters\":{\"variable\":\"appealNumber\",\"type\":\"String\"}}]}")))
                    .as(user)
                    .doesNotContain(task.getId());
        }
    }

    /** To be a candidate is not enough: a group needs a grant for the process besides. */
    @Test
    void aGroupWithoutAGrantFindsNoTask() {
        var stranger = identity.newUser("stranger");
        stranger.setFirstName("Бөтен");
        stranger.setLastName("Адам");
        stranger.setPassword("demo");
        identity.saveUser(stranger);
        var group = identity.newGroup("strangers");
        group.setName("strangers");
        group.setType("WORKFLOW");
        identity.saveGroup(group);
        try {
            identity.createMembership("stranger", "strangers");
            tasks.addCandidateGroup(task.getId(), "strangers");
            String query = "{\"taskId\":\"" + task.getId() + "\"}";
            assertThat(count("executor-water-sewerage", query)).isOne();
            assertThat(count("stranger", query)).isZero();
        } finally {
            tasks.deleteCandidateGroup(task.getId(), "strangers");
            identity.deleteUser("stranger");
            identity.deleteGroup("strangers");
        }
    }

    private int count(String user, String query) {
        return StaffClient.basic(port, user)
                .pastTheOffer()
                .post("/task/count", query)
                .json()
                .get("count")
                .asInt();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void noFilterFindsAnotherAgencysTask(BiFunction<Integer, String, StaffClient> way) {
        String filter = aFilterForAll();
        var own = way.apply(port, "executor-water-sewerage");
        var other = way.apply(port, "executor-street-lighting");
        String extending = "{\"taskIdIn\":[\"" + task.getId() + "\"]}";
        assertThat(ids(own.get("/filter/" + filter + "/list?maxResults=1000"))).contains(task.getId());
        assertThat(ids(own.post("/filter/" + filter + "/list?maxResults=1000", extending)))
                .containsExactly(task.getId());

        Set<String> seen = ids(other.get("/filter/" + filter + "/list?maxResults=1000"));
        assertThat(seen).isNotEmpty().doesNotContain(task.getId());
        assertThat(other.get("/filter/" + filter + "/count").json().get("count").asInt())
                .isEqualTo(seen.size());
        assertThat(other.post("/filter/" + filter + "/list?maxResults=1000", extending)
                        .json())
                .isEmpty();
        assertThat(other.post("/filter/" + filter + "/count", extending)
                        .json()
                        .get("count")
                        .asInt())
                .isZero();
        assertThat(other.post("/filter/" + filter + "/singleResult", extending).body())
                .doesNotContain(task.getId());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void anotherAgencysTaskIsOutOfReachById(BiFunction<Integer, String, StaffClient> way) {
        var other = way.apply(port, "executor-street-lighting");
        String path = "/task/" + task.getId();
        for (String read : List.of(
                "",
                "/form",
                "/form-variables",
                "/rendered-form",
                "/deployed-form",
                "/variables",
                "/variables/appealNumber",
                "/localVariables",
                "/identity-links")) {
            refused("GET " + read, other.get(path + read));
        }
        String solved = "{\"variables\":{\"decision\":{\"value\":\"SOLVED\"},\"report\":{\"value\":\"x\"}}}";
        refused("claim", other.post(path + "/claim", "{\"userId\":\"executor-street-lighting\"}"));
        refused("unclaim", other.post(path + "/unclaim", "{}"));
        refused("complete", other.post(path + "/complete", solved));
        refused("submit", other.post(path + "/submit-form", solved));
        refused("resolve", other.post(path + "/resolve", solved));
        refused("delegate", other.post(path + "/delegate", "{\"userId\":\"executor-street-lighting\"}"));
        refused("assignee", other.post(path + "/assignee", "{\"userId\":\"executor-street-lighting\"}"));
        refused("update", other.put(path, "{\"name\":\"x\"}"));
        assertThat(other.delete(path).status()).isEqualTo(500); // no task of a process can be deleted, by nobody
        refused("error", other.post(path + "/bpmnError", "{\"errorCode\":\"reinspect\"}"));
        refused("escalation", other.post(path + "/bpmnEscalation", "{\"escalationCode\":\"x\"}"));
        refused("variables", other.post(path + "/variables", "{\"modifications\":{\"danger\":{\"value\":true}}}"));
        refused("variable", other.put(path + "/variables/danger", "{\"value\":true,\"type\":\"Boolean\"}"));
        refused("local", other.put(path + "/localVariables/work", "{\"value\":\"x\",\"type\":\"String\"}"));
        refused(
                "link",
                other.post(
                        path + "/identity-links", "{\"groupId\":\"agency-street-lighting\",\"type\":\"candidate\"}"));

        var after = tasks.createTaskQuery().taskId(task.getId()).singleResult();
        assertThat(after).as("still there").isNotNull();
        assertThat(after.getAssignee()).isNull();
        assertThat(centre.appeal(number).state()).isEqualTo(AppealState.EXECUTION);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void anExecutorSeesNoProcessesVariablesJobsOrHistory(BiFunction<Integer, String, StaffClient> way) {
        var own = way.apply(port, "executor-water-sewerage");
        String process = task.getProcessInstanceId();
        for (String list : List.of(
                "/process-instance",
                "/execution",
                "/variable-instance",
                "/job",
                "/job-definition",
                "/incident",
                "/event-subscription",
                "/external-task",
                "/process-definition",
                "/decision-definition",
                "/deployment",
                "/authorization",
                "/history/process-instance",
                "/history/task",
                "/history/variable-instance",
                "/history/detail",
                "/history/activity-instance",
                "/history/identity-link-log",
                "/history/incident",
                "/history/job-log",
                "/history/user-operation")) {
            var answer = own.get(list + "?maxResults=100");
            assertThat(answer.status() == 403 || answer.body().equals("[]"))
                    .as(list + ": " + answer)
                    .isTrue();
        }
        refused("report", own.get("/task/report/candidate-group-count"));
        refused("instance", own.get("/process-instance/" + process));
        refused("activities", own.get("/process-instance/" + process + "/activity-instances"));
        refused("variables", own.get("/process-instance/" + process + "/variables"));
        refused("variable", own.get("/process-instance/" + process + "/variables/danger"));
        refused("local", own.get("/execution/" + task.getExecutionId() + "/localVariables"));
        refused("model", own.get("/process-definition/key/appeal/xml"));
        refused("start form", own.get("/process-definition/key/appeal/form-variables"));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void anExecutorMovesTheCaseByTheFormOnly(BiFunction<Integer, String, StaffClient> way) {
        var own = way.apply(port, "executor-water-sewerage");
        String process = task.getProcessInstanceId();
        String message = "{\"messageName\":\"%s\",\"businessKey\":\"" + number.value()
                + "\",\"processVariables\":{\"reason\":{\"value\":\"x\"}}}";
        refused("withdraw", own.post("/message", message.formatted("appeal.withdrawn")));
        refused("reopen", own.post("/message", message.formatted("appeal.reopened")));
        refused("withdraw all", own.post("/message", "{\"messageName\":\"appeal.withdrawn\",\"all\":true}"));
        refused("set", own.put("/process-instance/" + process + "/variables/danger", "{\"value\":true}"));
        refused(
                "set many",
                own.post("/process-instance/" + process + "/variables", "{\"modifications\":{\"x\":{\"value\":1}}}"));
        refused(
                "modify",
                own.post(
                        "/process-instance/" + process + "/modification",
                        "{\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"closeAppeal\"}]}"));
        refused("suspend", own.put("/process-instance/" + process + "/suspended", "{\"suspended\":true}"));
        refused("delete", own.delete("/process-instance/" + process));
        refused("delete many", own.post("/process-instance/delete", "{\"processInstanceIds\":[\"" + process + "\"]}"));
        refused("start", own.post("/process-definition/key/appeal/start", "{}"));
        refused("own error", own.post("/task/" + task.getId() + "/bpmnError", "{\"errorCode\":\"reinspect\"}"));
        refused(
                "claim for another",
                own.post("/task/" + task.getId() + "/claim", "{\"userId\":\"executor-street-lighting\"}"));
        for (String how : List.of("/complete", "/submit-form")) {
            var beside = own.post(
                    "/task/" + task.getId() + how,
                    "{\"variables\":{\"decision\":{\"value\":\"SOLVED\"},\"report\":{\"value\":\"x\"},"
                            + "\"appealNumber\":{\"value\":\"10000017\"}}}");
            assertThat(beside.status()).as(beside.body()).isEqualTo(403);
            assertThat(beside.body()).contains("appealNumber");
        }
        assertThat(centre.appeal(number).state()).isEqualTo(AppealState.EXECUTION);

        assertThat(own.post("/task/" + task.getId() + "/claim", "{\"userId\":\"executor-water-sewerage\"}")
                        .status())
                .isEqualTo(204);
        assertThat(own.get("/task/" + task.getId() + "/form-variables").status())
                .isEqualTo(200);
        var solved = own.post(
                "/task/" + task.getId() + "/submit-form",
                "{\"variables\":{\"decision\":{\"value\":\"SOLVED\"},\"report\":{\"value\":\"Су қосылды\"}}}");
        assertThat(solved.status()).as(solved.body()).isEqualTo(204);
        assertThat(centre.appeal(number).state()).isEqualTo(AppealState.CONTROL);
    }

    @Test
    void anOperatorStartsAppealsAtTheBeginningOnly() {
        var operator = StaffClient.basic(port, "operator").pastTheOffer();
        refused(
                "in the middle",
                operator.post(
                        "/process-definition/key/appeal/start",
                        "{\"variables\":{\"appealNumber\":{\"value\":\"" + number.value() + "\"}},"
                                + "\"startInstructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"closeAppeal\"}]}"));
        refused(
                "reopen",
                operator.post(
                        "/message",
                        "{\"messageName\":\"appeal.reopened\",\"businessKey\":\"" + number.value() + "\"}"));
        String beside = "{\"variables\":{\"outcome\":{\"value\":\"REJECTED\"}}}";
        refused("beside the form", operator.post("/process-definition/key/appeal/start", beside));
        refused("beside the form", operator.post("/process-definition/key/appeal/submit-form", beside));
    }

    @Test
    void theSupervisorReadsEverythingAndTakesOverWithinTheCentreOnly() {
        var supervisor = StaffClient.basic(port, "supervisor").pastTheOffer();
        assertThat(supervisor.get("/task/" + task.getId() + "/form-variables").status())
                .isEqualTo(200);
        refused("claim", supervisor.post("/task/" + task.getId() + "/claim", "{\"userId\":\"supervisor\"}"));
        var enquiry = centre.registered("reference");
        var waiting = tasks.createTaskQuery()
                .processInstanceBusinessKey(enquiry.value())
                .singleResult();
        assertThat(supervisor
                        .post("/task/" + waiting.getId() + "/claim", "{\"userId\":\"supervisor\"}")
                        .status())
                .isEqualTo(204);
        refused(
                "inspector",
                StaffClient.basic(port, "inspector").pastTheOffer().get("/task/" + waiting.getId() + "/form"));
    }

    @Test
    void furtherAgenciesArriveFromTheFormAsTheBrowserSendsThem() {
        var inspector = StaffClient.basic(port, "inspector").pastTheOffer();
        var road = centre.registered("road-infrastructure");
        String waiting = tasks.createTaskQuery()
                .processInstanceBusinessKey(road.value())
                .singleResult()
                .getId();
        var routed = inspector.post(
                "/task/" + waiting + "/submit-form",
                "{\"variables\":{\"decision\":{\"value\":\"ROUTE\"},\"agency\":{\"value\":\"roads-transport\"},"
                        + "\"furtherAgencies\":{\"type\":\"Json\",\"value\":\"[\\\"water-sewerage\\\"]\"}}}");
        assertThat(routed.status()).as(routed.body()).isEqualTo(204);
        assertThat(centre.waiting(road)).containsExactly("execute", "execute");
    }

    @Test
    void cockpitAndAdminAreClosedToStaff() {
        String process = task.getProcessInstanceId();
        for (String who : List.of("executor-water-sewerage", "inspector")) {
            var staff = StaffClient.session(port, who);
            for (String path : List.of(
                    "/camunda/api/cockpit/plugin/base/default/process-definition/" + task.getProcessDefinitionId()
                            + "/called-process-definitions",
                    "/camunda/api/cockpit/plugin/base/default/process-instance/" + process
                            + "/called-process-instances",
                    "/camunda/api/cockpit/plugin/base/default/incident",
                    "/camunda/app/cockpit/default/",
                    "/camunda/app/admin/default/")) {
                assertThat(staff.getAbsolute(path).status())
                        .as(who + " " + path)
                        .isEqualTo(403);
            }
            var found = staff.postAbsolute(
                    "/camunda/api/cockpit/plugin/base/default/process-instance",
                    "{\"processDefinitionId\":\"" + task.getProcessDefinitionId() + "\"}");
            assertThat(found.status()).as(who + found.body()).isEqualTo(403);
        }
    }

    @Test
    void strangersGetNothing() {
        var stranger = StaffClient.stranger(port);
        for (String path :
                List.of("/engine-rest/task", "/engine-rest/engine", "/camunda/api/engine/engine/default/task")) {
            assertThat(stranger.get(path).status()).as(path).isEqualTo(401);
        }
    }

    private String aFilterForAll() {
        var filter = filters.newTaskFilter(FILTER);
        filter.setQuery(tasks.createTaskQuery());
        filters.saveFilter(filter);
        var grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL);
        grant.setResource(Resources.FILTER);
        grant.setResourceId(filter.getId());
        grant.addPermission(Permissions.READ);
        authorizations.saveAuthorization(grant);
        return filter.getId();
    }

    private static Set<String> ids(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        Set<String> ids = new HashSet<>();
        answer.json().forEach(found -> ids.add(found.get("id").asText()));
        return ids;
    }

    private static void refused(String what, Answer answer) {
        assertThat(answer.status()).as(what + ": " + answer.body()).isIn(Set.of(403, 404));
    }
}
