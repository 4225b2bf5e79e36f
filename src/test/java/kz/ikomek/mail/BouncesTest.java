package kz.ikomek.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.Contacts;
import kz.ikomek.shared.MovableClock;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Mailbox;
import kz.ikomek.workflow.Centre;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;

/** Delivery reports that come back later, read over real IMAP. */
@IntegrationTest
class BouncesTest {

    private static final String HEAD = "head@water-sewerage.example";
    private static final String NEXT = "deputy-akim@ikomek.example";

    @Autowired
    Centre centre;

    @Autowired
    Outbox outbox;

    @Autowired
    Contacts contacts;

    @Autowired
    Catalog catalog;

    @Autowired
    Writing writing;

    @Autowired
    MailTemplates templates;

    @Autowired
    MailAlarm alarm;

    @Autowired
    Refusals refusals;

    @Autowired
    MailViews views;

    @Autowired
    AppealViews appeals;

    @Autowired
    MailProperties properties;

    @Autowired
    Mailbox mailbox;

    @Autowired
    MovableClock clock;

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private GreenMailUser user;
    private int port;
    private AppealNumber number;
    private UUID mail;

    @BeforeEach
    void aMailWasTaken() {
        centre.itIs("2026-11-18T10:00");
        server.start();
        port = server.getImap().getPort();
        user = server.setUser("109@ikomek.example", "bounces", "secret");
        number = centre.registered("open-manhole");
        mailbox.about(number);
        mail = views.of(number).get(0).id();
        assertThat(views.of(number)).extracting(MailView::state).containsExactly(MailView.State.SENT);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void aBouncedMailGoesToTheNextAboveAndTheReportIsTakenOut() throws Exception {
        arrives(report("failed", "message/rfc822", mail));
        read();
        assertGoneOn();
        assertThat(messages()).isEmpty();
    }

    @Test
    void aReportWithTheHeadersOnlyIsUnderstoodToo() throws Exception {
        arrives(report("failed", "text/rfc822-headers", mail));
        read();
        assertGoneOn();
    }

    @Test
    void theSameReportAgainSendsNothingMore() throws Exception {
        arrives(report("failed", "message/rfc822", mail));
        arrives(report("failed", "message/rfc822", mail));
        read();
        arrives(report("failed", "message/rfc822", mail));
        read();
        assertGoneOn();
        assertThat(messages()).isEmpty();
    }

    @Test
    void aReportThatTheMailIsLateChangesNothing() throws Exception {
        arrives(report("delayed", "message/rfc822", mail));
        read();
        assertThat(views.of(number)).extracting(MailView::state).containsExactly(MailView.State.SENT);
        assertThat(messages()).isEmpty();
    }

    @Test
    void whatIsNoReportOfOursIsMarkedAsReadAndStays() throws Exception {
        arrives("From: somebody@else.example\r\nSubject: hello\r\n\r\nhello <" + mail + "@ikomek.example>\r\n");
        arrives("Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\nno parts\r\n");
        arrives(report("failed", "message/rfc822", UUID.randomUUID()));
        arrives(report("failed", "message/rfc822", mail).replace("<" + mail + "@", "<not-a-number@"));
        read();
        read();
        assertThat(views.of(number)).extracting(MailView::state).containsExactly(MailView.State.SENT);
        assertThat(messages()).hasSize(4).allMatch(BouncesTest::seen);
    }

    @Test
    void aReportStaysUnreadUntilWhatItChangesIsCommitted() throws Exception {
        arrives(report("failed", "message/rfc822", mail));
        var down = new Refusals(outbox, appeals, contacts, catalog, writing, templates, alarm, clock) {
            @Override
            boolean refused(UUID id, String why) {
                throw new DataAccessResourceFailureException("the database is down");
            }
        };
        assertThatThrownBy(() -> bounces(down).read()).isInstanceOf(DataAccessResourceFailureException.class);
        assertThat(messages()).hasSize(1).noneMatch(BouncesTest::seen);
        read();
        assertGoneOn();
    }

    @Test
    void aMailboxThatCannotBeReadIsSaid() {
        server.stop();
        assertThatThrownBy(this::read).isInstanceOf(MessagingException.class);
    }

    private void assertGoneOn() {
        mailbox.about(number);
        assertThat(views.of(number))
                .extracting(MailView::address, MailView::state)
                .containsExactlyInAnyOrder(tuple(HEAD, MailView.State.REFUSED), tuple(NEXT, MailView.State.SENT));
    }

    private void read() throws MessagingException {
        bounces(refusals).read();
    }

    private Bounces bounces(Refusals refusing) {
        return new Bounces(
                refusing,
                new MailProperties(
                        properties.from(),
                        properties.baseUrl(),
                        properties.retries(),
                        properties.lease(),
                        properties.batch(),
                        properties.gather(),
                        properties.digest(),
                        properties.quiet(),
                        properties.linkKey(),
                        new MailProperties.Bounces("127.0.0.1", port, "bounces", "secret", "imap", "INBOX")));
    }

    private void arrives(String message) throws MessagingException {
        user.deliver(new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8))));
    }

    private List<Message> messages() throws Exception {
        return new ArrayList<>(server.getManagers().getImapHostManager().getInbox(user).getNonDeletedMessages().stream()
                .map(stored -> (Message) stored.getMimeMessage())
                .toList());
    }

    private static boolean seen(Message message) {
        try {
            return message.isSet(Flags.Flag.SEEN);
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String report(String action, String returned, UUID mail) {
        return """
                From: MAILER-DAEMON@mx.example
                To: 109@ikomek.example
                Subject: Undelivered Mail Returned to Sender
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b"

                --b
                Content-Type: text/plain; charset=us-ascii

                Your mail was not delivered.

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example

                Final-Recipient: rfc822; %s
                Action: %s
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 no such user

                --b
                Content-Type: %s

                From: 109@ikomek.example
                Message-ID: <%s@ikomek.example>
                Subject: x

                --b--
                """.formatted(HEAD, action, returned, mail).replace("\n", "\r\n");
    }
}
