package kz.ikomek.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.deadlines.Stage;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.MovableClock;
import kz.ikomek.shared.Refusal;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Mailbox;
import kz.ikomek.workflow.Centre;
import kz.ikomek.workflow.DueJobs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class MailPreviewsTest {

    @Autowired
    Centre centre;

    @Autowired
    DueJobs jobs;

    @Autowired
    MailPreviews previews;

    @Autowired
    Mailbox mailbox;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void aQuietMorning() {
        centre.itIs("2026-11-18T12:00");
    }

    @Test
    void thePreviewIsTheMailThatComesLater() {
        var number = centre.registered("heat");
        centre.routes(number, "heat");
        centre.takesOn("heat", number);
        String agency = "head@heat.example";
        Instant due = centre.appeal(number).due();
        var preview = previews.of(number, Stage.AGENCY, 2, ContactRole.AGENCY_HEAD, due);
        assertThat(rows(number)).as("nothing is written").isZero();
        assertThat(preview).singleElement().satisfies(mail -> {
            assertThat(mail.address()).isEqualTo(agency);
            assertThat(mail.language()).isEqualTo(Language.KK);
            assertThat(mail.text())
                    .contains("Мерзімнің негізі: ср 18 қараша 2026 12:00 бастап 4 сағ → ср 18 қараша 16:00");
        });

        clock.setTo(due);
        jobs.runDue();
        var sent = mailbox.about(number).stream()
                .filter(mail -> mail.to().equals(agency))
                .toList();
        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).subject()).isEqualTo(preview.get(0).subject());
        assertThat(plain(sent.get(0).text())).isEqualTo(plain(preview.get(0).text()));
    }

    @Test
    void itSaysWhenTheMailWouldLeave() {
        var number = centre.registered("street-lighting");
        centre.routes(number, "street-lighting");
        centre.takesOn("street-lighting", number);
        Instant night = Instant.parse("2026-11-18T20:00:00Z");
        assertThat(leaves(number, ContactRole.AGENCY_HEAD, night)).isEqualTo(Instant.parse("2026-11-19T03:00:00Z"));
        assertThat(leaves(number, ContactRole.DEPUTY_AKIM, night)).isEqualTo(Instant.parse("2026-11-19T03:00:00Z"));
        assertThat(leaves(number, ContactRole.CENTRE_HEAD, night)).isEqualTo(night);
        var dangerous = centre.registered("open-manhole");
        assertThat(leaves(dangerous, ContactRole.AGENCY_HEAD, night)).isEqualTo(night);
    }

    @Test
    void everybodyWhoWouldBeReachedIsShown() {
        var number = centre.registered("street-lighting");
        centre.routes(number, "street-lighting", "power-grid");
        centre.takesOn("street-lighting", number);
        centre.takesOn("power-grid", number);
        assertThat(previews.of(
                        number,
                        Stage.AGENCY,
                        1,
                        ContactRole.AGENCY_DUTY,
                        clock.instant().plus(Duration.ofHours(1))))
                .extracting(MailPreview::address)
                .containsExactlyInAnyOrder("duty@street-lighting.example", "duty@power-grid.example");
        assertThatThrownBy(() -> previews.of(
                        new AppealNumber("99999999"), Stage.AGENCY, 1, ContactRole.AGENCY_DUTY, clock.instant()))
                .isInstanceOf(Refusal.class);
    }

    private Instant leaves(AppealNumber number, ContactRole role, Instant at) {
        List<MailPreview> mails = previews.of(number, Stage.AGENCY, 3, role, at);
        assertThat(mails).hasSize(1);
        return mails.get(0).leavesAt();
    }

    private long rows(AppealNumber number) {
        return jdbc.sql("SELECT count(*) FROM mail.outbox WHERE number = ?")
                .param(number.value())
                .query(Long.class)
                .single();
    }

    /** Without the link, which is the sent mail's own. */
    private static String plain(String text) {
        return text.replaceAll("/m/\\S+", "/m/").replace("\r\n", "\n").strip();
    }
}
