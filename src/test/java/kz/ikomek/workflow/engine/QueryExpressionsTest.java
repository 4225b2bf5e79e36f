package kz.ikomek.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javax.sql.DataSource;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

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

    Filter everything;

    static Stream<BiFunction<Integer, String, StaffClient>> ways() {
        return Stream.of(StaffClient::basic, StaffClient::session);
    }

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

    @ParameterizedTest
    @MethodSource("ways")
    void alsoAtTheWebServer(BiFunction<Integer, String, StaffClient> way) {
        var executor = way.apply(port, "executor-water-sewerage");
        String parts = "{\"orQueries\":[{\"assigneeExpression\":\"" + ATTACK + "\",\"unassigned\":true}]}";
        for (String path : List.of(
                "/task?maxResults=10",
                "/task/count",
                "/filter/" + everything.getId() + "/list?maxResults=10",
                "/filter/" + everything.getId() + "/count",
                "/filter/" + everything.getId() + "/singleResult")) {
            var answer = executor.post(path, parts);
            assertThat(answer.status()).as(path + answer.body()).isEqualTo(400);
            assertThat(answer.body()).containsAnyOf("or() parts", "Filter does not returns a valid single result");
        }
        String filter = "{\"resourceType\":\"Task\",\"name\":\"mine\",\"properties\":{},\"query\":" + parts + "}";
        assertThat(executor.put("/filter/" + everything.getId(), filter).status())
                .isEqualTo(400);
        assertThat(executor.post("/filter/create", filter).status()).isIn(400, 403);
        assertThat(filters.createFilterQuery().filterName("mine").count()).isZero();
        String plain = "{\"assigneeExpression\":\"" + ATTACK + "\"}";
        assertThat(executor.post("/task?maxResults=10", plain).status()).isEqualTo(400);
        assertThat(executor.post("/filter/" + everything.getId() + "/list?maxResults=10", plain)
                        .status())
                .isEqualTo(400);
    }

    private static TaskQuery attack(TaskQuery query) {
        return query.or().taskAssigneeExpression(ATTACK).taskUnassigned().endOr();
    }

    private static void refused(ThrowingCallable query) {
        assertThatThrownBy(query).isInstanceOf(BadUserRequestException.class).hasMessageContaining("or() parts");
    }
}
