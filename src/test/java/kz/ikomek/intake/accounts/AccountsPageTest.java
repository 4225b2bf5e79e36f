package kz.ikomek.intake.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.MovableClock;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.workflow.Centre;
import kz.ikomek.workflow.StaffAccounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Locked out, let in again, and a password that has to be changed: by the pages, as people see them. */
@IntegrationTest
class AccountsPageTest {

    private static final String WHO = "pharmacist9";
    private static final String CHOSEN = "жаңбыр жауса жер көгереді";

    @LocalServerPort
    int port;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    MovableClock clock;

    @Autowired
    Centre centre;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    @AfterEach
    void asItWas() {
        centre.itIs("2026-11-16T10:00");
        jdbc.sql("UPDATE act_id_user SET pwd_ = p.pwd_, salt_ = p.salt_ FROM act_id_user p"
                        + " WHERE p.id_ = 'pharmacist8' AND act_id_user.id_ = ?")
                .param(WHO)
                .update();
        jdbc.sql("DELETE FROM login.account WHERE user_id = ?").param(WHO).update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "supervisor", "owner", "executor-health", "head-health"})
    void onlyAdministratorsSeeTheAccounts(String userId) {
        var client = StaffClient.session(port, userId);
        assertThat(client.page("/staff/accounts").status()).isEqualTo(403);
        assertThat(client.submit("/staff/password", "/staff/accounts/unlock", "account=" + WHO)
                        .status())
                .isEqualTo(403);
        assertThat(client.submit("/staff/password", "/staff/accounts/new-password", "account=" + WHO)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aLockedAccountStandsFirstAndIsUnlocked() {
        for (int i = 0; i < 10; i++) {
            StaffClient.session(port, WHO, "wrong");
            clock.advance(Duration.ofMinutes(5));
        }
        assertThat(StaffClient.session(port, WHO).page("/staff").body()).contains("id=\"username\"");

        var admin = StaffClient.session(port, "admin");
        String page = admin.page("/staff/accounts").body();
        assertThat(page.indexOf("<strong>" + WHO)).isPositive().isLessThan(page.indexOf("<strong>admin"));
        assertThat(page).contains("Жабылған уақыты: ");

        assertThat(admin.submit("/staff/accounts", "/staff/accounts/unlock", "account=" + WHO)
                        .body())
                .contains(WHO + " есептік жазбасы ашылды");
        assertThat(StaffClient.session(port, WHO).page("/staff").body()).doesNotContain("id=\"username\"");
    }

    @Test
    void whoMustChangeThePasswordCanDoNothingElseBefore() {
        var before = StaffClient.session(port, WHO);
        assertThat(before.get("/task/count").status()).isEqualTo(200);
        accounts.requireNewPassword(WHO, new Actor("admin"));
        clock.advance(Duration.ofSeconds(10));
        assertThat(before.get("/task/count").status()).isEqualTo(401);

        var client = StaffClient.session(port, WHO);
        assertThat(client.get("/task/count").status()).isEqualTo(403);
        assertThat(client.get("/task/count").json().get("detail").asText()).contains("/staff/password");
        assertThat(client.getAbsolute("/api/tasks/cards").status()).isEqualTo(403);
        for (String page : new String[] {"/", "/staff", "/desk/directory", "/camunda/app/tasklist/default/"}) {
            assertThat(client.page(page).body()).as(page).contains("Өз құпиясөзіңізді қойыңыз");
        }
        assertThat(StaffClient.basic(port, WHO).get("/task/count").status()).isEqualTo(403);
        assertThat(client.submit("/staff/password", "/staff/bulk", "").status()).isEqualTo(403);

        assertThat(change(client, "demo", "qwerty123456", "qwerty123456").body())
                .contains("ең алдымен байқалатындардың");
        assertThat(change(client, "demo", "қысқа", "қысқа").body())
                .contains("Жаңа құпиясөз тым қысқа: кемінде 12 таңба керек.")
                .containsOnlyOnce("<header");
        assertThat(change(client, "demo", CHOSEN, CHOSEN + "!").body()).contains("екі түрлі");
        assertThat(change(client, "wrong", CHOSEN, CHOSEN).body()).contains("Қазіргі құпиясөз қате");
        clock.advance(Duration.ofSeconds(3));
        assertThat(change(client, "demo", CHOSEN, CHOSEN).body()).doesNotContain("id=\"newPassword\"");

        clock.advance(Duration.ofMinutes(1));
        assertThat(client.get("/task/count").status()).as("its session goes on").isEqualTo(200);
        assertThat(StaffClient.session(port, WHO, encoded(CHOSEN))
                        .get("/task/count")
                        .status())
                .isEqualTo(200);
        assertThat(StaffClient.basic(port, WHO).get("/task/count").status()).isEqualTo(401);
    }

    @Test
    void oneChangesTheOwnPasswordAtAnyTimeAndTheOtherSessionsEnd() {
        var here = StaffClient.session(port, WHO);
        var elsewhere = StaffClient.session(port, WHO);
        assertThat(change(here, "demo", CHOSEN, CHOSEN).body()).contains("Құпиясөз ауыстырылды");
        clock.advance(Duration.ofSeconds(10));
        assertThat(here.get("/task/count").status()).isEqualTo(200);
        assertThat(elsewhere.get("/task/count").status()).isEqualTo(401);
    }

    private static StaffClient.Answer change(StaffClient client, String present, String chosen, String repeated) {
        return client.submit(
                "/staff/password",
                "/staff/password",
                "presentPassword=" + encoded(present) + "&newPassword=" + encoded(chosen) + "&repeatedPassword="
                        + encoded(repeated));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
