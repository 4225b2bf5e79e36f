package kz.ikomek.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import kz.ikomek.operations.Figures;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.workflow.invariants.Reconciliation;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Engineers read over HTTP whether the centre keeps its promise; strangers read up or not. */
@IntegrationTest
class PromiseHealthTest {

    private static final String HEALTH = "/actuator/health";

    @LocalServerPort
    int port;

    @Autowired
    Centre centre;

    @Autowired
    Reconciliation reconciliation;

    @Autowired
    Figures figures;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void aQuietMonday() {
        centre.itIs("2026-11-16T10:00");
    }

    @Test
    void anAdministratorReadsTheFiguresAndANodeStaysInServiceWhateverTheySay() {
        long deadMails = figure("deadMails");
        reconciliation.look();
        long lostAppeals = figure("one-process");
        long openIncidents = figure("openIncidents");

        var number = centre.registered("open-manhole");
        jdbc.sql("UPDATE mail.outbox SET state = 'DEAD' WHERE number = ?")
                .param(number.value())
                .update();
        var unwatched = centre.registered("water");
        String timer = jdbc.sql(
                        "SELECT j.id_ FROM act_ru_job j JOIN act_ru_execution e ON e.id_ = j.process_instance_id_"
                                + " WHERE e.business_key_ = ?")
                .param(unwatched.value())
                .query(String.class)
                .single();
        var forgotten = centre.registered("water");
        String state = close(forgotten.value());
        reconciliation.look();
        management.setJobRetries(timer, 0); // the next look would give it its tries back
        figures.read();
        try {
            assertThat(figure("deadMails")).isEqualTo(deadMails + 1);
            assertThat(figure("openIncidents")).isEqualTo(openIncidents + 1);
            assertThat(figure("one-process")).isEqualTo(lostAppeals + 1);
            var admin = StaffClient.basic(port, "admin");
            assertThat(admin.getAbsolute(HEALTH).json().path("status").asText()).isEqualTo("ATTENTION");
            assertThat(metric("ikomek.mail.dead")).isEqualTo(deadMails + 1);
            assertThat(metric("ikomek.incidents.open")).isEqualTo(openIncidents + 1);
            assertThat(metric("ikomek.invariants?tag=invariant:one-process")).isEqualTo(lostAppeals + 1);

            var stranger = StaffClient.stranger(port);
            assertThat(stranger.get(HEALTH).status()).isEqualTo(200);
            assertThat(stranger.get(HEALTH).json().path("status").asText()).isEqualTo("ATTENTION");
            assertThat(stranger.get(HEALTH + "/promises").status())
                    .as("for who watches")
                    .isEqualTo(503);
            assertThat(stranger.get(HEALTH + "/liveness").body()).isEqualTo("{\"status\":\"UP\"}");
            assertThat(stranger.get(HEALTH + "/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
        } finally {
            jdbc.sql("UPDATE appeals.appeal SET state = ?, outcome = NULL, closed_at = NULL WHERE number = ?")
                    .params(state, forgotten.value())
                    .update();
            management.setJobRetries(timer, 3);
            reconciliation.look();
        }
    }

    @Test
    void aLookThatIsMissingForHalfAnHourIsAFigureToo() {
        reconciliation.look();
        assertThat(figure("lookOverdue")).isZero();
        centre.timePasses(Duration.ofMinutes(31));
        assertThat(figure("lookOverdue")).isEqualTo(1);
        reconciliation.look();
        assertThat(figure("lookOverdue")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "supervisor", "owner"})
    void whoIsNoAdministratorReadsOnlyWhatStrangersDo(String userId) {
        var staff = StaffClient.basic(port, userId);
        assertThat(staff.getAbsolute(HEALTH).body()).doesNotContain("one-process", "components", "deadMails");
        assertThat(staff.getAbsolute(HEALTH + "/promise").body()).doesNotContain("deadMails");
        assertThat(staff.getAbsolute("/actuator/metrics").status()).isEqualTo(403);
        assertThat(staff.getAbsolute("/actuator").status()).isEqualTo(403);
    }

    @Test
    void strangersReadNoFigures() {
        var stranger = StaffClient.stranger(port);
        assertThat(stranger.get(HEALTH).body()).doesNotContain("one-process", "components", "deadMails");
        assertThat(stranger.get(HEALTH + "/promise").body()).doesNotContain("deadMails");
        for (String closed : new String[] {"", "/metrics", "/metrics/ikomek.mail.dead", "/env", "/anything"}) {
            assertThat(stranger.get("/actuator" + closed).status()).as(closed).isEqualTo(401);
        }
    }

    private long figure(String name) {
        var figure = StaffClient.basic(port, "admin")
                .getAbsolute(HEALTH)
                .json()
                .path("components")
                .path("promise")
                .path("details")
                .path(name);
        assertThat(figure.isNumber()).as(name).isTrue();
        return figure.asLong();
    }

    private long metric(String name) {
        return StaffClient.basic(port, "admin")
                .getAbsolute("/actuator/metrics/" + name)
                .json()
                .at("/measurements/0/value")
                .asLong();
    }

    /** As no use case would: its process goes on. */
    private String close(String number) {
        String state = jdbc.sql("SELECT state FROM appeals.appeal WHERE number = ?")
                .param(number)
                .query(String.class)
                .single();
        jdbc.sql(
                        "UPDATE appeals.appeal SET state = 'CLOSED', outcome = 'REJECTED', closed_at = registered_at WHERE number = ?")
                .param(number)
                .update();
        return state;
    }
}
