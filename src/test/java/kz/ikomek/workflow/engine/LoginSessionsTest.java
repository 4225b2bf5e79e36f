package kz.ikomek.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import kz.ikomek.shared.MovableClock;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.workflow.Centre;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.transaction.support.TransactionTemplate;

/** Few sessions each, and none that outlives a change of its account: by the database, so on every node. */
@IntegrationTest
class LoginSessionsTest {

    private static final String WHO = "sessions";

    @LocalServerPort
    int port;

    @Autowired
    IdentityService identity;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    MovableClock clock;

    @Autowired
    Accounts accounts;

    @Autowired
    Centre centre;

    @BeforeEach
    void somebodyWorksHere() {
        centre.itIs("2026-11-16T10:00");
        var user = identity.newUser(WHO);
        user.setFirstName("Сақ");
        user.setLastName("Болат");
        user.setPassword("demo");
        identity.saveUser(user);
        identity.createMembership(WHO, "operators");
    }

    @AfterEach
    void goes() {
        identity.deleteUser(WHO);
        jdbc.sql("DELETE FROM login.session WHERE user_id = ?").param(WHO).update();
    }

    @Test
    void theOldestOfTooManyEndsWhicheverNodeHasIt() {
        var oneNode = node();
        var otherNode = node();
        var sessions = new MockHttpSession[5];
        for (int i = 0; i < sessions.length; i++) {
            sessions[i] = new MockHttpSession();
            (i % 2 == 0 ? oneNode : otherNode).begin(sessions[i], WHO);
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(oneNode.ending(sessions[0])).isEqualTo(LoginSessions.Ending.DISPLACED);
        assertThat(otherNode.ending(sessions[1])).isEqualTo(LoginSessions.Ending.DISPLACED);
        assertThat(oneNode.ending(sessions[2])).isNull();
        assertThat(oneNode.ending(sessions[3])).isNull();
        assertThat(oneNode.ending(sessions[4])).isNull();
    }

    @Test
    void aForgottenSessionTakesNobodysPlace() {
        var node = node();
        var forgotten = new MockHttpSession();
        node.begin(forgotten, WHO);
        clock.advance(Duration.ofHours(13));
        node.begin(new MockHttpSession(), WHO);
        assertThat(jdbc.sql("SELECT count(*) FROM login.session WHERE user_id = ?")
                        .param(WHO)
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void theLoginPageSaysWhyTheOldestEnded() {
        var client = StaffClient.session(port, WHO);
        assertThat(client.page("/staff").body()).doesNotContain("id=\"username\"");
        jdbc.sql("UPDATE login.session SET ended = 'DISPLACED' WHERE user_id = ?")
                .param(WHO)
                .update();
        clock.advance(Duration.ofSeconds(10));
        assertThat(client.page("/staff").body()).contains("содан кейін басқа жерлерден кірдіңіз", "id=\"username\"");
        assertThat(client.page("/login").body()).as("told once").doesNotContain("role=\"alert\"");
    }

    @Test
    void aNewPasswordSetBySomebodyElseEndsTheSessionWithASentence() {
        var client = StaffClient.session(port, WHO);
        assertThat(client.get("/task/count").status()).isEqualTo(200);
        var user = identity.createUserQuery().userId(WHO).singleResult();
        user.setPassword("another one");
        identity.saveUser(user);
        clock.advance(Duration.ofSeconds(10));
        assertThat(client.get("/task/count").status()).isEqualTo(401);
        assertThat(client.page("/login").body()).contains("топтарыңыз немесе құпиясөзіңіз өзгерді");
    }

    @Test
    void anotherGroupEndsTheSessionWithinTenSeconds() {
        var client = StaffClient.session(port, WHO);
        identity.createMembership(WHO, "supervisors");
        clock.advance(Duration.ofSeconds(10));
        assertThat(client.get("/task/count").status()).isEqualTo(401);
    }

    @Test
    void aLogoutGivesItsPlaceFree() {
        var client = StaffClient.session(port, WHO);
        client.submit("/staff/password", "/logout", "");
        assertThat(jdbc.sql("SELECT count(*) FROM login.session WHERE user_id = ?")
                        .param(WHO)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private LoginSessions node() {
        var settings =
                new LoginProperties(10, Duration.ofSeconds(3), Duration.ofMinutes(5), Duration.ofHours(1), 3, false);
        return new LoginSessions(jdbc, transactions, clock, settings, accounts, Duration.ofHours(12));
    }
}
