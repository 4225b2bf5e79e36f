package kz.ikomek.workflow.tasklist;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.CatalogChanged;
import kz.ikomek.catalog.EditCatalog.Entries;
import kz.ikomek.staff.Role;
import kz.ikomek.workflow.lifecycle.AppealProcess;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The lists that Tasklist opens with: made once, by name, readable for the groups they help. A filter that an
 * administrator changed afterwards stays as it is. Several nodes may start at once.
 */
@Component
@DependsOn("identities")
class SharedFilters implements InitializingBean {

    private static final long LOCK = 109_000_003L;
    private static final String MY_GROUPS = "${currentUserGroups()}";
    private static final String NOW = "${now()}";

    /** What "soon" means in the list of tasks that are due soon (proposal). */
    private static final String SOON = "${dateTime().plusHours(2)}";

    private final FilterService filters;
    private final TaskService tasks;
    private final AuthorizationService authorizations;
    private final IdentityService identity;
    private final Catalog catalog;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    SharedFilters(
            FilterService filters,
            TaskService tasks,
            AuthorizationService authorizations,
            IdentityService identity,
            Catalog catalog,
            JdbcClient jdbc,
            TransactionTemplate transactions) {
        this.filters = filters;
        this.tasks = tasks;
        this.authorizations = authorizations;
        this.identity = identity;
        this.catalog = catalog;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public void afterPropertiesSet() {
        transactions.executeWithoutResult(status -> {
            jdbc.sql("SELECT pg_advisory_xact_lock(?)")
                    .param(LOCK)
                    .query((row, number) -> 1)
                    .list();
            create();
        });
    }

    /** People of a new agency find the lists, too, in the transaction that entered it. */
    @EventListener
    void agencyEntered(CatalogChanged change) {
        if (change.list() == Entries.AGENCY) {
            var login = identity.getCurrentAuthentication();
            identity.clearAuthentication();
            try {
                create();
            } finally {
                if (login != null) {
                    identity.setAuthentication(login);
                }
            }
        }
    }

    private void create() {
        List<String> agencies = catalog.agencies().stream()
                .map(agency -> AppealProcess.AGENCY_GROUP + agency.code())
                .toList();
        List<String> workers = with(agencies, Role.OPERATOR, Role.INSPECTOR, Role.CONTROLLER, Role.PHARMACIST);
        List<String> supervisors = List.of(Role.SUPERVISOR.group());

        filter(
                1,
                "Топтың тапсырмалары / Задачи группы",
                workers,
                query -> query.taskCandidateGroupInExpression(MY_GROUPS));
        filter(
                2,
                "Менің тапсырмаларым / Мои задачи",
                with(workers, Role.SUPERVISOR),
                query -> query.taskAssigneeExpression("${currentUser()}"));
        filter(3, "Мерзімі жақын / Срок скоро", workers, query -> soon(ours(query)));
        filter(4, "Мерзімі өткен / Просрочено", workers, query -> overdue(ours(query)));
        filter(
                5,
                "Қауіпті / Опасные",
                with(agencies, Role.INSPECTOR, Role.CONTROLLER),
                query -> dangerous(ours(query)));
        filter(11, "Бүкіл орталық / Весь центр", supervisors, UnaryOperator.identity());
        filter(12, "Орталық: мерзімі жақын / Центр: срок скоро", supervisors, SharedFilters::soon);
        filter(13, "Орталық: мерзімі өткен / Центр: просрочено", supervisors, SharedFilters::overdue);
        filter(14, "Орталық: қауіпті / Центр: опасные", supervisors, SharedFilters::dangerous);
    }

    private void filter(int position, String name, List<String> groups, UnaryOperator<TaskQuery> choose) {
        Filter filter = filters.createTaskFilterQuery().filterName(name).singleResult();
        if (filter == null) {
            filter = filters.newTaskFilter(name)
                    .setQuery(choose.apply(tasks.createTaskQuery())
                            .orderByDueDate()
                            .asc()
                            .orderByTaskCreateTime()
                            .asc())
                    .setProperties(properties(position));
            filters.saveFilter(filter);
        }
        for (String group : groups) {
            allow(filter.getId(), group);
        }
    }

    private void allow(String filterId, String group) {
        boolean allowed = authorizations
                        .createAuthorizationQuery()
                        .resourceType(Resources.FILTER)
                        .resourceId(filterId)
                        .groupIdIn(group)
                        .count()
                > 0;
        if (!allowed) {
            var grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            grant.setGroupId(group);
            grant.setResource(Resources.FILTER);
            grant.setResourceId(filterId);
            grant.addPermission(Permissions.READ);
            authorizations.saveAuthorization(grant);
        }
    }

    /** What Tasklist reads: order of the lists, and reloading. */
    private static Map<String, Object> properties(int position) {
        Map<String, Object> properties = new TreeMap<>();
        properties.put("priority", position);
        properties.put("refresh", true);
        return properties;
    }

    /** Open for one of my groups, or taken by somebody of it. */
    private static TaskQuery ours(TaskQuery query) {
        return query.taskCandidateGroupInExpression(MY_GROUPS).includeAssignedTasks();
    }

    private static TaskQuery soon(TaskQuery query) {
        return query.dueAfterExpression(NOW).dueBeforeExpression(SOON);
    }

    private static TaskQuery overdue(TaskQuery query) {
        return query.dueBeforeExpression(NOW);
    }

    private static TaskQuery dangerous(TaskQuery query) {
        return query.processVariableValueEquals(AppealProcess.DANGER, true);
    }

    private static List<String> with(List<String> groups, Role... roles) {
        List<String> all = new ArrayList<>(Stream.of(roles).map(Role::group).toList());
        all.addAll(groups);
        return all;
    }
}
