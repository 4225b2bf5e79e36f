package kz.ikomek.intake.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.workflow.Centre;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The pages of personal data, as a browser asks for them. */
@IntegrationTest
class PrivacyPageTest {

    private static final String PAGE = "/staff/privacy";

    @LocalServerPort
    int port;

    @Autowired
    Centre centre;

    StaffClient supervisor;
    StaffClient administrator;

    @BeforeEach
    void twoWhoMayAsk() {
        centre.itIs("2026-11-20T10:00");
        supervisor = StaffClient.session(port, "supervisor");
        administrator = StaffClient.session(port, "admin");
    }

    @Test
    void whoSawAnAppealIsAskedByItsNumberOrItsPhone() {
        var number = centre.registered("street-lighting");
        StaffClient.session(port, "inspector").page("/staff/appeals/" + number.value());
        centre.timePasses(Duration.ofMinutes(1));
        for (StaffClient asking : new StaffClient[] {supervisor, administrator}) {
            assertThat(asking.submit(PAGE, PAGE + "/seen", "query=" + number.value())
                            .body())
                    .contains("Өтініш беті", number.display())
                    .doesNotContain("Айгүл");
            assertThat(asking.submit(PAGE, PAGE + "/seen", "query=87011234567").body())
                    .contains(number.display());
        }
        assertThat(supervisor.submit(PAGE, PAGE + "/seen", "query=12345").body())
                .contains("role=\"alert\"", "value=\"12345\"");
    }

    @Test
    void theReportIsForSupervisorsAndForgettingForAdministrators() {
        var number = centre.registered("street-lighting");
        assertThat(supervisor
                        .submit(PAGE, PAGE + "/person", "phone=87011234567&iin=")
                        .body())
                .contains("appeals.appeal", "Айгүл Серікқызы", "Үйіміздің жанындағы мәселе");
        var json = supervisor.submit(PAGE, PAGE + "/person/file", "phone=87011234567&format=json");
        assertThat(json.json().get("appeals").toString()).contains(number.value());
        assertThat(supervisor
                        .submit(PAGE, PAGE + "/person/file", "phone=87011234567&format=csv")
                        .body())
                .contains("table,row,column,value", "'+77011234567");
        assertThat(supervisor
                        .submit(PAGE, PAGE + "/person", "phone=87011234567&iin=870514400120")
                        .body())
                .contains("role=\"alert\"", "ЖСН");
        assertThat(administrator
                        .submit(PAGE, PAGE + "/person", "phone=87011234567")
                        .status())
                .isEqualTo(403);

        assertThat(supervisor
                        .submit(PAGE, PAGE + "/forget", "query=" + number.value() + "&reason=x")
                        .status())
                .isEqualTo(403);
        assertThat(administrator
                        .submit(PAGE, PAGE + "/forget", "query=" + number.value() + "&reason=")
                        .body())
                .contains("role=\"alert\"", "value=\"" + number.value() + "\"");
        assertThat(administrator
                        .submit(PAGE, PAGE + "/forget", "query=" + number.value() + "&reason=asked")
                        .body())
                .contains("Жабылғанын күтіп тұр: 1");
    }

    @Test
    void administratorsEditTheRetentionAndOthersHaveNoPage() {
        assertThat(administrator
                        .submit(PAGE, PAGE + "/retention", "scope=road-infrastructure&months=0")
                        .body())
                .contains("role=\"alert\"");
        assertThat(administrator
                        .submit(PAGE, PAGE + "/retention", "scope=street-lighting&months=24")
                        .body())
                .contains("value=\"24\"");
        administrator.submit(PAGE, PAGE + "/retention", "scope=street-lighting&months=");
        assertThat(administrator.page(PAGE).body()).doesNotContain("value=\"24\"");
        assertThat(supervisor
                        .submit(PAGE, PAGE + "/retention", "scope=REFERENCE&months=1")
                        .status())
                .isEqualTo(403);
        for (String other : new String[] {"operator", "inspector", "controller", "executor-street-lighting"}) {
            assertThat(StaffClient.session(port, other).page(PAGE).status())
                    .as(other)
                    .isEqualTo(403);
        }
    }
}
