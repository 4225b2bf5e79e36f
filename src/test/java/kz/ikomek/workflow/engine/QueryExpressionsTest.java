package kz.ikomek.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import kz.ikomek.shared.Refusal;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/** CVE-2026-109432: no logged-in user has the engine evaluate an expression, in no part of a query. */
@IntegrationTest
class QueryExpressionsTest {

    private static final String ATTACK = "${probe.getAndSet('called')}";

    @LocalServerPort
    int port;

    @Autowired
    TaskService tasks;

    @Autowired
    FilterService filters;

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    DataSource data;

    @Autowired
    RepositoryService repository;

    @Autowired
    ManagementService management;

    Filter everything;

    @BeforeEach
    void aSharedFilter() {
        everything = filters.newTaskFilter("everything, for a test").setQuery(tasks.createTaskQuery());
        filters.saveFilter(everything);
        var grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL);
        grant.setResource(Resources.FILTER);
        grant.setResourceId(everything.getId());
        grant.addPermission(Permissions.ALL);
        authorizations.saveAuthorization(grant);
    }

    @AfterEach
    void dropIt() {
        filters.deleteFilter(everything.getId());
    }

    @Test
    void theEngineAsItComesEvaluatesThem() {
        var probe = new AtomicReference<>("nobody");
        var stock = new StandaloneProcessEngineConfiguration();
        stock.setProcessEngineName("as-it-comes");
        stock.setDataSource(data);
        stock.setDatabaseSchemaUpdate("false");
        stock.setJobExecutorActivate(false);
        stock.setMetricsEnabled(false);
        stock.setEnforceHistoryTimeToLive(false);
        stock.setCustomHistoryLevels(List.of(new LeanHistory()));
        stock.setHistory("ikomek");
        stock.setExpressionManager(new JuelExpressionManager(Map.of("probe", probe)));
        var engine = stock.buildProcessEngine();
        try {
            var service = engine.getTaskService();
            assertThatThrownBy(() -> service.createTaskQuery()
                            .taskAssigneeExpression(ATTACK)
                            .count())
                    .as("outside or() it refuses")
                    .isInstanceOf(BadUserRequestException.class);
            attack(service.createTaskQuery()).count();
            assertThat(probe).as("the hole that we close is there").hasValue("called");
        } finally {
            engine.close();
        }
    }

    @Test
    void oursRefusesAQueryAnExtendingQueryAndAFilter() {
        refused(() -> attack(tasks.createTaskQuery()).list());
        refused(() -> attack(tasks.createTaskQuery()).listPage(0, 1));
        refused(() -> attack(tasks.createTaskQuery()).count());
        refused(() -> attack(tasks.createTaskQuery()).singleResult());
        var extending = attack(tasks.createTaskQuery());
        refused(() -> filters.list(everything.getId(), extending));
        refused(() -> filters.listPage(everything.getId(), extending, 0, 1));
        refused(() -> filters.count(everything.getId(), extending));
        refused(() -> filters.singleResult(everything.getId(), extending));
        refused(() ->
                filters.saveFilter(filters.newTaskFilter("with an expression").setQuery(attack(new TaskQueryImpl()))));
        everything.setQuery(attack(new TaskQueryImpl()));
        refused(() -> filters.saveFilter(everything));
    }

    @Test
    void noOtherQueryOfTheEngineCarriesExpressions() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(AbstractQuery.class));
        Map<Boolean, List<String>> queries = scanner.findCandidateComponents("org.camunda.bpm.engine.impl").stream()
                .map(found -> String.valueOf(found.getBeanClassName()))
                .collect(Collectors.partitioningBy(QueryExpressionsTest::takesExpressions));
        assertThat(queries.get(false)).hasSizeGreaterThan(30);
        assertThat(queries.get(true)).containsExactly(TaskQueryImpl.class.getName());
    }

    private static boolean takesExpressions(String query) {
        return Stream.of(ClassUtils.resolveClassName(query, null).getMethods())
                .map(Method::getName)
                .anyMatch(name -> name.endsWith("Expression") && !name.equals("addExpression"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${currentUser()}",
                "${currentUserGroups()}",
                "${now()}",
                "${ dateTime().plusHours(4).toDate() }",
                "${dateTime().withTimeAtStartOfDay().minusDays(1)}"
            })
    void aFilterKeepsWhoAndWhen(String expression) {
        String text = expression.contains("ime()") || expression.contains("now") ? "dueBefore" : "assignee";
        var admin = StaffClient.basic(port, "admin").pastTheOffer();
        var answer = admin.put(
                "/filter/" + everything.getId(),
                "{\"resourceType\":\"Task\",\"name\":\"everything, for a test\",\"properties\":{},\"query\":{\"" + text
                        + "Expression\":\"" + expression + "\"}}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    }

    /** Ways to a task query, each by whoever has the least and the most rights that lead there. */
    static Stream<Arguments> ways() {
        List<String> parts = List.of(
                "{%s}",
                "{\"orQueries\":[{%s}]}",
                "{\"orQueries\":[{\"unassigned\":true},{%s,\"unassigned\":true}]}",
                "{\"orQueries\":[{\"orQueries\":[{%s}]}]}",
                "{\"orQueries\":[{\"orQueries\":[{\"orQueries\":[{\"unassigned\":true,%s}]}]}]}");
        List<String> fields = List.of("assignee", "candidateGroup", "dueAfter", "owner", "processInstanceBusinessKey");
        List<Arguments> ways = new ArrayList<>();
        int turn = 0;
        for (String way : List.of(
                "POST /task?maxResults=10",
                "POST /task/count",
                "POST /filter/{filter}/list?maxResults=10",
                "POST /filter/{filter}/count",
                "POST /filter/{filter}/singleResult",
                "PUT /filter/{filter}",
                "POST /filter/create")) {
            for (String part : parts) {
                String field = fields.get(turn++ % fields.size());
                String query = part.formatted("\"" + field + "Expression\":\"" + ATTACK + "\"");
                for (String person : List.of("executor-water-sewerage", "admin")) {
                    ways.add(Arguments.of(way, query, person));
                }
            }
        }
        return ways.stream();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void alsoAtTheWebServer(String way, String query, String person) {
        String path = way.substring(way.indexOf('/')).replace("{filter}", everything.getId());
        boolean saves = !way.contains("/task") && (way.startsWith("PUT") || way.endsWith("create"));
        String body = saves
                ? "{\"resourceType\":\"Task\",\"name\":\"mine\",\"properties\":{},\"query\":" + query + "}"
                : query;
        for (StaffClient client : List.of(
                StaffClient.basic(port, person).pastTheOffer(),
                StaffClient.session(port, person).pastTheOffer())) {
            var answer = way.startsWith("PUT") ? client.put(path, body) : client.post(path, body);
            assertThat(answer.status()).as(answer.body()).isIn(403, 422);
            if (person.equals("admin")) {
                assertThat(answer.status()).as(answer.body()).isEqualTo(422);
            }
            assertThat(answer.body())
                    .doesNotContain("Unable to resolve")
                    .satisfiesAnyOf(
                            told -> assertThat(told)
                                    .containsAnyOf("Сұрауда өрнек болмайды", "Сүзгіде тек currentUser()"),
                            told -> assertThat(told)
                                    .contains("does not have 'CREATE' permission on resource '*' of type 'Filter'"));
        }
        assertThat(filters.createFilterQuery().filterName("mine").count()).isZero();
        assertThat(filters.getFilter(everything.getId()).getName()).isEqualTo("everything, for a test");
    }

    /** Steps over many cases, and historic queries: their queries know no expressions, the engine passes them over. */
    static Stream<Arguments> others() {
        String attack =
                "{\"processInstanceId\":\"none\",\"processInstanceIds\":[\"none\"],\"orQueries\":[{\"orQueries\":[{\"processInstanceBusinessKeyExpression\":\""
                        + ATTACK + "\"}]}]}";
        String plain =
                "{\"processInstanceId\":\"none\",\"processInstanceIds\":[\"none\"],\"processInstanceBusinessKeyExpression\":\""
                        + ATTACK + "\"}";
        String plan = "\"migrationPlan\":{\"sourceProcessDefinitionId\":\"{process}\","
                + "\"targetProcessDefinitionId\":\"{process}\",\"instructions\":[]},";
        List<Arguments> all = new ArrayList<>();
        for (String query : List.of(attack, plain)) {
            // The engine joins one and several ids of a job query without an AND.
            String jobs = query.replace("\"processInstanceIds\":[\"none\"],", "");
            for (String[] way : new String[][] {
                {"POST /process-instance?maxResults=10", query},
                {"POST /process-instance/count", query},
                {
                    "POST /process-instance/message-async",
                    "{\"messageName\":\"appeal.withdrawn\",\"processInstanceQuery\":" + query + "}"
                },
                {
                    "POST /process-instance/message-async",
                    "{\"messageName\":\"appeal.withdrawn\",\"historicProcessInstanceQuery\":" + query + "}"
                },
                {
                    "POST /process-instance/variables-async",
                    "{\"variables\":{\"danger\":{\"value\":false}},\"processInstanceQuery\":" + query + "}"
                },
                {
                    "POST /process-instance/variables-async",
                    "{\"variables\":{\"danger\":{\"value\":false}},\"historicProcessInstanceQuery\":" + query + "}"
                },
                {"POST /process-instance/job-retries", "{\"retries\":1,\"processInstanceQuery\":" + query + "}"},
                {
                    "POST /process-instance/job-retries-historic-query-based",
                    "{\"retries\":1,\"historicProcessInstanceQuery\":" + query + "}"
                },
                {"POST /process-instance/delete", "{\"processInstanceQuery\":" + query + "}"},
                {
                    "POST /process-instance/delete-historic-query-based",
                    "{\"historicProcessInstanceQuery\":" + query + "}"
                },
                {"PUT /process-instance/suspended", "{\"suspended\":true,\"processInstanceQuery\":" + query + "}"},
                {"POST /process-instance/suspended-async", "{\"suspended\":true,\"processInstanceQuery\":" + query + "}"
                },
                {
                    "POST /process-instance/suspended-async",
                    "{\"suspended\":true,\"historicProcessInstanceQuery\":" + query + "}"
                },
                {"POST /job?maxResults=10", jobs},
                {"POST /job/retries", "{\"retries\":1,\"jobQuery\":" + jobs + "}"},
                {"POST /external-task/retries-async", "{\"retries\":1,\"externalTaskQuery\":" + query + "}"},
                {"POST /migration/executeAsync", "{" + plan + "\"processInstanceQuery\":" + query + "}"},
                {"POST /migration/execute", "{" + plan + "\"processInstanceQuery\":" + query + "}"},
                {
                    "POST /process-definition/{process}/restart-async",
                    "{\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"inspect\"}],\"historicProcessInstanceQuery\":"
                            + query + "}"
                },
                {"POST /history/process-instance?maxResults=10", query},
                {"POST /history/process-instance/delete", "{\"historicProcessInstanceQuery\":" + query + "}"},
                {
                    "POST /history/process-instance/set-removal-time",
                    "{\"clearedRemovalTime\":true,\"historicProcessInstanceQuery\":" + query + "}"
                },
                {"POST /history/task?maxResults=10", query},
                {"POST /history/task/count", query},
                {"POST /history/activity-instance?maxResults=10", query},
                {"POST /history/variable-instance?maxResults=10", query},
                {"POST /history/detail?maxResults=10", query},
                {"POST /history/decision-instance/delete", "{\"historicDecisionInstanceQuery\":" + query + "}"},
                {"POST /variable-instance?maxResults=10", query},
                {"POST /execution?maxResults=10", query}
            }) {
                for (String person : List.of("executor-water-sewerage", "admin")) {
                    all.add(Arguments.of(way[0], way[1], person));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("others")
    void norByStepsOverManyCasesOrHistory(String way, String body, String person) {
        String process = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("appeal")
                .latestVersion()
                .singleResult()
                .getId();
        String path = way.substring(way.indexOf('/')).replace("{process}", process);
        String json = body.replace("{process}", process);
        long batches = management.createBatchQuery().count();
        var client = StaffClient.basic(port, person).pastTheOffer();
        var answer = way.startsWith("PUT") ? client.put(path, json) : client.post(path, json);

        assertThat(answer.status()).as(answer.body()).isIn(200, 204, 400, 403);
        assertThat(answer.body()).doesNotContain("Unable to resolve");
        assertThat(management.createBatchQuery().count()).isEqualTo(batches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"executor-water-sewerage", "operator", "supervisor", "owner", "admin"})
    void listsHaveAnEnd(String person) {
        var client = StaffClient.basic(port, person).pastTheOffer();
        for (String list : List.of(
                "/task",
                "/process-instance",
                "/job",
                "/variable-instance",
                "/history/process-instance",
                "/history/user-operation",
                "/user",
                "/filter",
                "/deployment",
                "/process-definition",
                "/execution")) {
            var open = client.get(list);
            assertThat(open.status()).as(list + open.body()).isEqualTo(400);
            assertThat(open.json().path("message").asText()).contains("unbound number of results is forbidden");
            var beyond = client.get(list + "?maxResults=2001");
            assertThat(beyond.status()).as(list + beyond.body()).isEqualTo(400);
            assertThat(beyond.json().path("message").asText()).contains("limit of 2000");
            assertThat(client.get(list + "?maxResults=2000").status()).as(list).isEqualTo(200);
        }
    }

    private static TaskQuery attack(TaskQuery query) {
        return query.or().taskAssigneeExpression(ATTACK).taskUnassigned().endOr();
    }

    private static void refused(ThrowingCallable query) {
        assertThatThrownBy(query).isInstanceOf(Refusal.class).hasMessage(NoCodeInQueries.SENT);
    }
}
