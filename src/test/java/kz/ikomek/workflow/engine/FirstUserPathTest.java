package kz.ikomek.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import kz.ikomek.staff.Role;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * CVE-2026-77226: the web application's set-up path makes an administrator for anybody while there is none. It is closed
 * even then, for strangers and for staff.
 */
@IntegrationTest
class FirstUserPathTest {

    private static final String INTRUDER = "intruder";

    @LocalServerPort
    int port;

    @Autowired
    IdentityService identity;

    @BeforeEach
    void nobodyIsAdministrator() {
        identity.deleteMembership("admin", Role.ADMINISTRATOR.group());
    }

    @AfterEach
    void adminIsAgain() {
        identity.createMembership("admin", Role.ADMINISTRATOR.group());
        identity.deleteUser(INTRUDER);
    }

    static Stream<String> paths() {
        return Stream.of(
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/setup/default/user/create/",
                "/camunda/api/admin/setup/default/user/create;x",
                "/camunda/api/admin;x/setup/default/user/create",
                "/camunda;x/api/admin/setup;y=z/default/user/create",
                "/camunda//api/admin/setup/default/user/create",
                "/camunda/api//admin//setup/default/user/create",
                "//camunda/api/admin/setup/default/user/create",
                "/camunda/api/./admin/setup/default/user/create",
                "/camunda/app/../api/admin/setup/default/user/create",
                "/camunda/api/admin/%73etup/default/user/create",
                "/camunda/api/admin/setup%2Fdefault/user/create",
                "/camunda/api/admin/%2e/setup/default/user/create",
                "/camunda/api/admin/setup/%64efault/user/create",
                "/camunda/api/admin/setup/default/user/create%00",
                "/camunda/api/admin/setup/default/user/create%3Bx",
                "/camunda/api/admin/SETUP/default/user/create");
    }

    @Test
    void strangersMakeNoAdministrator() {
        attack(StaffClient.stranger(port));
    }

    @Test
    void staffMakeNoAdministratorEither() {
        attack(StaffClient.session(port, "operator"));
    }

    private void attack(StaffClient client) {
        String user = "{\"profile\":{\"id\":\"" + INTRUDER + "\",\"firstName\":\"x\",\"lastName\":\"y\"},"
                + "\"credentials\":{\"password\":\"Abcd1234!xyz\"}}";
        for (String path : paths().toList()) {
            var answer = client.postAbsolute(path, user);
            assertThat(answer.status()).as(path).isGreaterThanOrEqualTo(300);
            assertThat(identity.createUserQuery().userId(INTRUDER).count())
                    .as(path)
                    .isZero();
        }
        assertThat(List.of(401, 403))
                .contains(client.postAbsolute("/camunda/api/admin/setup/default/user/create", user)
                        .status());
    }
}
