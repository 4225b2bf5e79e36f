package kz.ikomek.workflow.engine;

import java.util.List;
import java.util.Locale;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.CatalogChanged;
import kz.ikomek.catalog.EditCatalog.Entries;
import kz.ikomek.shared.StartupNote;
import kz.ikomek.shared.StartupRefused;
import kz.ikomek.staff.Role;
import kz.ikomek.workflow.lifecycle.AppealProcess;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Groups, their rights, and the first people: demo staff in the default run, else the administrator of the settings. */
@Component
@DependsOn("catalogSeed")
class Identities implements InitializingBean, StartupNote {

    private static final long LOCK = 109_000_002L;
    private static final String DEMO_PASSWORD = "demo";

    private final IdentityService identity;
    private final AuthorizationService authorizations;
    private final Catalog catalog;
    private final FirstAdministrator first;
    private final boolean demo;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Environment environment;

    Identities(
            IdentityService identity,
            AuthorizationService authorizations,
            Catalog catalog,
            FirstAdministrator first,
            @Value("${ikomek.demo}") boolean demo,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Environment environment) {
        this.environment = environment;
        this.identity = identity;
        this.authorizations = authorizations;
        this.catalog = catalog;
        this.first = first;
        this.demo = demo;
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
            groups();
            if (demo) {
                demoStaff();
            } else if (!environment.acceptsProfiles(Profiles.of("oidc"))) {
                // The city's own login says who is one.
                administrator();
            }
        });
    }

    @Override
    public List<String> lines(String base) {
        if (!demo) {
            return List.of();
        }
        return List.of(
                "  Demo logins, each with the password " + DEMO_PASSWORD + ":",
                "    operator, operator2, supervisor, inspector, controller, pharmacist1 to pharmacist10",
                "    executor-<agency>, for example executor-water-sewerage; head-health, head-water-sewerage,"
                        + " head-employment",
                "    owner (process owner), admin (administrator)");
    }

    /** A new agency gets its group in the transaction that entered it; its people are entered by an administrator. */
    @EventListener
    void agencyEntered(CatalogChanged change) {
        if (change.list() == Entries.AGENCY) {
            var login = identity.getCurrentAuthentication();
            identity.clearAuthentication();
            try {
                groups();
            } finally {
                if (login != null) {
                    identity.setAuthentication(login);
                }
            }
        }
    }

    private void groups() {
        for (Role role : Role.values()) {
            group(role.group(), role.label());
        }
        catalog.agencies()
                .forEach(agency -> group(
                        AppealProcess.AGENCY_GROUP + agency.code(),
                        agency.name().bilingual()));
    }

    private void group(String id, String name) {
        if (identity.createGroupQuery().groupId(id).count() > 0) {
            return;
        }
        var group = identity.newGroup(id);
        group.setName(name);
        group.setType("WORKFLOW");
        identity.saveGroup(group);
        boolean administrator = id.equals(Role.ADMINISTRATOR.group());
        if (administrator) {
            for (Resources resource : Resources.values()) {
                grant(id, resource, "*", Permissions.ALL);
            }
            return;
        }
        grant(id, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
        if (id.equals(Role.PROCESS_OWNER.group())) {
            grant(id, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
            grant(id, Resources.DEPLOYMENT, "*", Permissions.CREATE, Permissions.READ, Permissions.DELETE);
            grant(id, Resources.PROCESS_DEFINITION, "*", Permissions.READ);
            grant(id, Resources.DECISION_DEFINITION, "*", Permissions.READ);
            return;
        }
        if (id.equals(Role.AGENCY_HEAD.group())) {
            return;
        }
        boolean operator = id.equals(Role.OPERATOR.group()) || id.equals(Role.SUPERVISOR.group());
        if (operator) {
            grant(
                    id,
                    Resources.PROCESS_DEFINITION,
                    AppealProcess.KEY,
                    ProcessDefinitionPermissions.READ,
                    ProcessDefinitionPermissions.READ_TASK,
                    ProcessDefinitionPermissions.TASK_WORK,
                    ProcessDefinitionPermissions.CREATE_INSTANCE);
            grant(id, Resources.PROCESS_INSTANCE, "*", Permissions.CREATE);
        } else {
            grant(
                    id,
                    Resources.PROCESS_DEFINITION,
                    AppealProcess.KEY,
                    ProcessDefinitionPermissions.READ_TASK,
                    ProcessDefinitionPermissions.TASK_WORK);
        }
    }

    private void grant(String group, Resource resource, String id, Permission... permissions) {
        var grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        grant.setGroupId(group);
        grant.setResource(resource);
        grant.setResourceId(id);
        grant.setPermissions(permissions);
        authorizations.saveAuthorization(grant);
    }

    private void demoStaff() {
        user("operator", "Айгүл", "Серікқызы", Role.OPERATOR.group());
        user("operator2", "Данияр", "Оспанұлы", Role.OPERATOR.group());
        user("supervisor", "Гүлнәр", "Әбдіқызы", Role.SUPERVISOR.group());
        user("inspector", "Нұрлан", "Қасымұлы", Role.INSPECTOR.group());
        user("controller", "Жанна", "Ибрагимова", Role.CONTROLLER.group());
        for (int i = 1; i <= 10; i++) {
            user("pharmacist" + i, "Фармацевт", Integer.toString(i), Role.PHARMACIST.group());
        }
        catalog.agencies().forEach(agency -> {
            String code = agency.code().value();
            user("executor-" + code, "Орындаушы", code, AppealProcess.AGENCY_GROUP + code);
        });
        for (String code : new String[] {"health", "water-sewerage", "employment"}) {
            user("head-" + code, "Басшы", code, Role.AGENCY_HEAD.group(), AppealProcess.AGENCY_GROUP + code);
        }
        user("owner", "Ерлан", "Төлегенов", Role.PROCESS_OWNER.group());
        user("admin", "Әкімші", "iKomek", Role.ADMINISTRATOR.group());
    }

    private void user(String id, String firstName, String lastName, String... groups) {
        if (identity.createUserQuery().userId(id).count() > 0) {
            return;
        }
        var user = identity.newUser(id);
        user.setFirstName(firstName);
        user.setLastName(lastName);
        user.setEmail(id.toLowerCase(Locale.ROOT) + "@ikomek.example");
        user.setPassword(DEMO_PASSWORD);
        ((IdentityServiceImpl) identity).saveUser(user, true);
        for (String group : groups) {
            identity.createMembership(id, group);
        }
    }

    private void administrator() {
        String group = Role.ADMINISTRATOR.group();
        if (identity.createUserQuery().memberOfGroup(group).count() > 0) {
            return;
        }
        if (first.id() == null || first.password() == null) {
            throw new StartupRefused("There is no administrator yet: set ikomek.first-administrator."
                    + (first.id() == null ? "id" : "password") + " and start again.");
        }
        var user = identity.newUser(first.id());
        user.setPassword(first.password());
        // It is changed at the first login, and only then kept to the rules.
        ((IdentityServiceImpl) identity).saveUser(user, true);
        identity.createMembership(first.id(), group);
    }
}
