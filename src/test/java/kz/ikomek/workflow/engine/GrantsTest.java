package kz.ikomek.workflow.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.workflow.Centre;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The bits of the engine's permissions mean something else for each resource. */
@IntegrationTest
class GrantsTest {

    private static final String GROUP = "group-of-grants-test";

    @Autowired
    Centre centre;

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    IdentityService identity;

    @Autowired
    TaskService tasks;

    private final List<String> made = new ArrayList<>();
    private String task = "";

    @BeforeEach
    void aTaskOfTheGroup() {
        centre.itIs("2026-11-16T10:00");
        AppealNumber number = centre.registered("street-lighting");
        task = tasks.createTaskQuery()
                .processInstanceBusinessKey(number.value())
                .singleResult()
                .getId();
        tasks.addCandidateGroup(task, GROUP);
    }

    @AfterEach
    void gone() {
        identity.clearAuthentication();
        made.forEach(authorizations::deleteAuthorization);
    }

    @Test
    void whatIsGrantedOfCasesIsNotGrantedOfTheirTasks() {
        grant(Resources.PROCESS_INSTANCE, Permissions.ALL);
        assertThatThrownBy(this::claim).isInstanceOf(AuthorizationException.class);
    }

    @Test
    void whatIsGrantedOfAProcessIsGrantedOfItsTasksUntilItIsTakenAway() {
        assertThatThrownBy(this::claim).isInstanceOf(AuthorizationException.class);
        grant(Resources.PROCESS_DEFINITION, ProcessDefinitionPermissions.TASK_WORK);
        assertThatCode(this::claim).doesNotThrowAnyException();
        made.forEach(authorizations::deleteAuthorization);
        made.clear();
        assertThatThrownBy(this::claim).isInstanceOf(AuthorizationException.class);
    }

    private void claim() {
        identity.setAuthentication("somebody", List.of(GROUP));
        try {
            tasks.claim(task, "somebody");
        } finally {
            identity.clearAuthentication();
        }
    }

    private void grant(Resource resource, Permission permission) {
        Authorization grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        grant.setGroupId(GROUP);
        grant.setResource(resource);
        grant.setResourceId(Authorization.ANY);
        grant.addPermission(permission);
        made.add(authorizations.saveAuthorization(grant).getId());
    }
}
