package kz.ikomek.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.workflow.Centre;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who loses a right loses it within a minute, logged in or not. */
@IntegrationTest
class LiveRightsTest {

    private static final String WHO = "daulet";

    @LocalServerPort
    int port;

    @Autowired
    Centre centre;

    @Autowired
    IdentityService identity;

    @Autowired
    TaskService tasks;

    StaffClient daulet;
    String appeal;

    @BeforeEach
    void anExecutorIsAtWork() {
        centre.itIs("2026-11-16T10:00");
        var user = identity.newUser(WHO);
        user.setFirstName("Дәулет");
        user.setLastName("Сынақ");
        user.setPassword("demo");
        identity.saveUser(user);
        identity.createMembership(WHO, "agency-water-sewerage");
        var number = centre.registered("water");
        centre.routes(number, "water-sewerage");
        appeal = "/api/tasks/"
                + tasks.createTaskQuery()
                        .processInstanceBusinessKey(number.value())
                        .singleResult()
                        .getId()
                + "/appeal";
        daulet = StaffClient.session(port, WHO);
        assertThat(daulet.getAbsolute(appeal).body()).contains("+77011234567");
    }

    @AfterEach
    void goes() {
        identity.deleteUser(WHO);
    }

    @Test
    void whoIsMovedToAnotherAgencyReadsNoNameMoreAndLogsInAnew() {
        identity.deleteMembership(WHO, "agency-water-sewerage");
        identity.createMembership(WHO, "agency-power-grid");
        centre.timePasses(Duration.ofMinutes(1));

        assertThat(daulet.getAbsolute(appeal).status()).isEqualTo(401);
        assertThat(daulet.getAbsolute(appeal).status())
                .as("the session is gone")
                .isEqualTo(401);
        assertThat(daulet.get("/task?maxResults=15").status()).isEqualTo(401);
        assertThat(StaffClient.session(port, WHO).getAbsolute(appeal).status()).isEqualTo(404);
    }

    @Test
    void tasklistTellsTheDismissedThatTheyAreOutAndPagesLeadToTheLogin() {
        identity.deleteUser(WHO);
        centre.timePasses(Duration.ofMinutes(1));

        assertThat(daulet.get("/task?maxResults=15").status()).isEqualTo(401);
        assertThat(daulet.page("/staff").body()).contains("id=\"username\"");
    }

    @Test
    void whoKeepsTheRightsIsNotDisturbed() {
        centre.timePasses(Duration.ofMinutes(1));
        assertThat(daulet.getAbsolute(appeal).status()).isEqualTo(200);
        centre.timePasses(Duration.ofHours(1));
        assertThat(daulet.get("/task?maxResults=15").status()).isEqualTo(200);
    }
}
