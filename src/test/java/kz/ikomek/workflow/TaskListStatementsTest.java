package kz.ikomek.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.plugin.Intercepts;
import org.apache.ibatis.plugin.Invocation;
import org.apache.ibatis.plugin.Signature;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A page of Tasklist costs the same number of SQL statements, however many tasks it shows. */
@IntegrationTest
class TaskListStatementsTest {

    private static final String MANY = "of-many-groups";
    private static final String AGENCY = "agriculture-veterinary";

    /** Tasklist's own page size. */
    private static final int PAGE = 15;

    @LocalServerPort
    int port;

    @Autowired
    Centre centre;

    @Autowired
    ProcessEngineConfigurationImpl engine;

    @Autowired
    TaskService tasks;

    @Autowired
    FilterService filters;

    @Autowired
    IdentityService identity;

    @Autowired
    AuthorizationService authorizations;

    final Statements statements = new Statements();
    Filter mine;

    /** Counts what the engine sends to the database. */
    @Intercepts({
        @Signature(
                type = Executor.class,
                method = "query",
                args = {MappedStatement.class, Object.class, RowBounds.class, ResultHandler.class}),
        @Signature(
                type = Executor.class,
                method = "update",
                args = {MappedStatement.class, Object.class})
    })
    public static final class Statements implements Interceptor {

        final AtomicInteger count = new AtomicInteger();
        final Queue<String> said = new ConcurrentLinkedQueue<>();

        /** The engine keeps an interceptor for good. */
        volatile boolean on = true;

        @Override
        public Object intercept(Invocation invocation) throws Throwable {
            if (on) {
                count.incrementAndGet();
                said.add(((MappedStatement) invocation.getArgs()[0])
                        .getBoundSql(invocation.getArgs()[1])
                        .getSql());
            }
            return invocation.proceed();
        }
    }

    @BeforeEach
    void aFilterAsTasklistHasThem() {
        centre.itIs("2026-11-16T10:00");
        engine.getSqlSessionFactory().getConfiguration().addInterceptor(statements);
        mine = filters.newTaskFilter("my group's, for a test")
                .setQuery(tasks.createTaskQuery()
                        .taskCandidateGroup("agency-" + AGENCY)
                        .includeAssignedTasks()
                        .orderByDueDate()
                        .asc());
        filters.saveFilter(mine);
        var grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL);
        grant.setResource(Resources.FILTER);
        grant.setResourceId(mine.getId());
        grant.addPermission(Permissions.READ);
        authorizations.saveAuthorization(grant);
    }

    @AfterEach
    void dropIt() {
        statements.on = false;
        filters.deleteFilter(mine.getId());
    }

    @Test
    void aFullPageCostsAsManyStatementsAsOneTask() {
        var executor = StaffClient.basic(port, "executor-" + AGENCY);
        aTask();
        page(executor); // what is read once and kept
        int one = page(executor);
        for (int i = 1; i < PAGE; i++) {
            aTask();
        }
        int full = page(executor);
        assertThat(full).as("statements for a full page").isEqualTo(one).isLessThanOrEqualTo(25);
    }

    /** Somebody of many groups costs no more: the grants of all are read in one look, and joined with no task. */
    @Test
    void fortyGroupsCostAsManyStatementsAsOne() {
        aTask();
        var executor = StaffClient.basic(port, "executor-" + AGENCY);
        page(executor);
        int one = page(executor);
        var user = identity.newUser(MANY);
        user.setFirstName("Көп");
        user.setLastName("Топ");
        user.setPassword("demo");
        identity.saveUser(user);
        try {
            identity.createGroupQuery().listPage(0, 2000).stream()
                    .map(Group::getId)
                    .filter(group -> group.startsWith("agency-"))
                    .forEach(group -> identity.createMembership(MANY, group));
            var many = StaffClient.basic(port, MANY);
            page(many);
            assertThat(page(many)).isEqualTo(one);
            assertThat(statements.said)
                    .as("statements that look for tasks")
                    .filteredOn(sql -> sql.contains("ACT_RU_TASK RES"))
                    .isNotEmpty()
                    .noneMatch(sql -> sql.contains("ACT_RU_AUTHORIZATION"));
        } finally {
            identity.deleteUser(MANY);
        }
    }

    private int page(StaffClient staff) {
        int before = statements.count.get();
        var list = staff.hal("/filter/" + mine.getId() + "/list?firstResult=0&maxResults=" + PAGE);
        assertThat(list.status()).as(list.body()).isEqualTo(200);
        assertThat(list.json().get("_embedded").get("task")).isNotEmpty();
        assertThat(list.json().get("count").asInt()).isPositive();
        return statements.count.get() - before;
    }

    private void aTask() {
        centre.routes(centre.registered("veterinary"), AGENCY);
    }
}
