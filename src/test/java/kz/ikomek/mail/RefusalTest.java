package kz.ikomek.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.catalog.Contact;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.catalog.Contacts;
import kz.ikomek.catalog.EditContact;
import kz.ikomek.catalog.TypedDeputy;
import kz.ikomek.platform.MailCatcher.Caught;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.MovableClock;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Mailbox;
import kz.ikomek.workflow.Centre;
import kz.ikomek.workflow.DueJobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** What happens to a mail whose address a mail server refuses for good. */
@IntegrationTest
class RefusalTest {

    private static final String HEAD = "head@water-sewerage.example";
    private static final String DEPUTY = "deputy@water-sewerage.example";
    private static final String SHIFT = "shift@ikomek.example";
    private static final Actor ADMIN = new Actor("admin");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);

    @Autowired
    Centre centre;

    @Autowired
    DueJobs jobs;

    @Autowired
    Outbox outbox;

    @Autowired
    Bundler bundler;

    @Autowired
    Refusals refusals;

    @Autowired
    OutboxSender sender;

    @Autowired
    JavaMailSender catcher;

    @Autowired
    MailProperties properties;

    @Autowired
    MailAlarm alarm;

    @Autowired
    MailViews views;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Contacts contacts;

    @Autowired
    EditContact edit;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void aQuietMorning() {
        centre.itIs("2026-11-18T10:00");
        sender.sendDue();
        clock.advance(properties.gather());
        sender.sendDue();
        jdbc.sql("DELETE FROM mail.told_today").update();
    }

    @AfterEach
    void noDeputy() {
        edit.deputy(head().id(), new TypedDeputy("", "", "kk"), TODAY, ADMIN);
    }

    @Test
    void itIsNotTriedAgainAndGoesToTheStandingDeputyWhileTheShiftIsTold() throws Exception {
        edit.deputy(head().id(), new TypedDeputy("Орынбасар Әлия", DEPUTY, "kk"), TODAY, ADMIN);
        var number = centre.registered("open-manhole");
        try (var smtp = new RefusingSmtp(Map.of(HEAD, "550 5.1.1 no such user"), Map.of())) {
            assertThat(sender(smtp).sendDue()).isPositive();
            sender(smtp).sendDue();
            assertThat(smtp.taken()).containsExactlyInAnyOrder(DEPUTY, SHIFT);
        }
        assertThat(views.of(number))
                .extracting(MailView::address, MailView::state, MailView::attempts)
                .containsExactlyInAnyOrder(
                        tuple(HEAD, MailView.State.REFUSED, 1), tuple(DEPUTY, MailView.State.SENT, 1));
    }

    @Test
    void theDeputyReadsInWhosePlaceAndTheShiftReadsWhichAddress() throws Exception {
        edit.deputy(head().id(), new TypedDeputy("Орынбасар Әлия", DEPUTY, "kk"), TODAY, ADMIN);
        var number = centre.registered("open-manhole");
        refuse(Map.of(HEAD, "550 5.1.1 no such user"));
        assertThat(mailbox.about(number)).singleElement().satisfies(mail -> {
            assertThat(mail.to()).isEqualTo(DEPUTY);
            assertThat(mail.subject()).startsWith("ҚАУІПТІ: " + number.display());
            assertThat(mail.text())
                    .contains(
                            "Құрметті Орынбасар Әлия!",
                            "Бұл хат сізге " + head().name() + " орнына жіберілді.",
                            HEAD + " мекенжайы хат қабылдамайды");
        });
        assertThat(alarms()).last().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("Пошта мекенжайы хат қабылдамайды: " + HEAD);
            assertThat(mail.text()).contains("Мекеме басшысы", DEPUTY, "https://109.example/staff/contacts");
            assertThat(mail.headers()).doesNotContain("X-Appeal");
        });
    }

    @Test
    void withoutADeputyItGoesToTheNextRoleAboveAndFurtherStillWhenThatRefusesToo() throws Exception {
        var number = centre.registered("open-manhole");
        refuse(Map.of(HEAD, "550 no such user", "deputy-akim@ikomek.example", "553 5.1.3 bad address"));
        assertThat(views.of(number))
                .extracting(MailView::address, MailView::state)
                .containsExactlyInAnyOrder(
                        tuple(HEAD, MailView.State.REFUSED),
                        tuple("deputy-akim@ikomek.example", MailView.State.REFUSED),
                        tuple("akim@ikomek.example", MailView.State.SENT));
    }

    @Test
    void whereEverybodyRefusesTheMailIsDeadAndTheEngineersAreTold() throws Exception {
        var number = centre.registered("open-manhole");
        refuse(Map.of(
                HEAD,
                "550 no",
                "deputy-akim@ikomek.example",
                "550 no",
                "akim@ikomek.example",
                "550 no",
                "head@ikomek.example",
                "550 no"));
        assertThat(views.of(number))
                .filteredOn(mail -> mail.state() == MailView.State.DEAD)
                .hasSize(1);
        assertThat(views.of(number))
                .extracting(MailView::state)
                .containsOnly(MailView.State.REFUSED, MailView.State.DEAD);
    }

    @Test
    void theShiftIsToldOnceADayOfAnAddress() throws Exception {
        int before = alarms().size();
        for (int i = 0; i < 5; i++) {
            centre.registered("open-manhole");
        }
        refuse(Map.of(HEAD, "550 5.1.1 no such user"));
        assertThat(alarms()).hasSize(before + 1);
        clock.advance(Duration.ofDays(1));
        jobs.runDue();
        centre.registered("open-manhole");
        refuse(Map.of(HEAD, "550 5.1.1 no such user"));
        assertThat(alarms().stream().filter(mail -> mail.subject().contains(HEAD)))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void aRefusedAlarmAndTheAlarmAboutTheShiftItselfGoToTheHeadOfTheCentre() throws Exception {
        centre.registered("open-manhole");
        refuse(Map.of(HEAD, "550 5.1.1 no such user", SHIFT, "550 5.1.1 no such user"));
        var told = jdbc.sql("SELECT subject FROM mail.outbox WHERE rule = 'ALARM' AND state = 'SENT'"
                        + " AND address = 'head@ikomek.example' AND demanded_at = ?")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list();
        assertThat(told)
                .anySatisfy(subject -> assertThat(subject).endsWith(HEAD))
                .anySatisfy(subject -> assertThat(subject).endsWith(SHIFT));
    }

    @Test
    void ofARefusedDigestEveryMailGoesOnInOneDigest() throws Exception {
        edit.deputy(head().id(), new TypedDeputy("Заместитель", DEPUTY, "ru"), TODAY, ADMIN);
        List<AppealNumber> numbers = List.of(centre.registered("water"), centre.registered("water"));
        numbers.forEach(number -> {
            centre.routes(number, "water-sewerage");
            centre.takesOn("water-sewerage", number);
        });
        clock.setTo(centre.appeal(numbers.get(0)).due());
        jobs.runDue();
        refuse(Map.of(HEAD, "550 5.1.1 no such user"));
        assertThat(numbers)
                .allSatisfy(number -> assertThat(views.of(number))
                        .filteredOn(mail -> mail.role() == ContactRole.AGENCY_HEAD)
                        .extracting(MailView::address, MailView::state)
                        .containsExactlyInAnyOrder(
                                tuple(HEAD, MailView.State.REFUSED), tuple(DEPUTY, MailView.State.SENT)));
        assertThat(numbers.stream()
                        .flatMap(number -> views.of(number).stream())
                        .filter(mail -> mail.address().equals(DEPUTY))
                        .map(MailView::digest))
                .doesNotContainNull()
                .hasSize(2)
                .allMatch(views.of(numbers.get(0)).stream()
                        .filter(mail -> mail.address().equals(DEPUTY))
                        .map(MailView::digest)
                        .toList()::contains);
    }

    @Test
    void aServerThatRefusesTheRecipientOnlyAfterTheWholeMailRefusesItToo() throws Exception {
        var number = centre.registered("open-manhole");
        try (var smtp = new RefusingSmtp(Map.of(), Map.of(HEAD, "550 5.1.1 no such user"))) {
            sender(smtp).sendDue();
        }
        assertThat(state(number, HEAD)).isEqualTo(MailView.State.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "450 4.2.1 mailbox busy",
                "451 4.7.1 greylisted",
                "550 5.7.1 relaying denied",
                "530 5.7.0 authentication required",
                "503 5.5.1 bad sequence"
            })
    void whatIsNotAboutTheRecipientIsTriedAgain(String answer) throws Exception {
        var number = centre.registered("open-manhole");
        try (var smtp = new RefusingSmtp(Map.of(HEAD, answer), Map.of())) {
            sender(smtp).sendDue();
        }
        assertThat(views.of(number))
                .extracting(MailView::address, MailView::state)
                .containsExactly(tuple(HEAD, MailView.State.WAITING));
        clock.advance(properties.retries().get(0));
        assertThat(mailbox.about(number)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"554 5.7.1 looks like spam", "552 5.3.4 message too big", "451 4.3.0 try later"})
    void aMailThatTheServerDislikesIsTriedAgain(String answer) throws Exception {
        var number = centre.registered("open-manhole");
        try (var smtp = new RefusingSmtp(Map.of(), Map.of(HEAD, answer))) {
            sender(smtp).sendDue();
        }
        assertThat(state(number, HEAD)).isEqualTo(MailView.State.WAITING);
        clock.advance(properties.retries().get(0));
        assertThat(mailbox.about(number)).hasSize(1);
    }

    @Test
    void theSecondRefusalOfAMailChangesNothingAndAnUnknownMailIsSaid() {
        var number = centre.registered("open-manhole");
        UUID id = views.of(number).get(0).id();
        assertThat(refusals.refused(id, "550")).isTrue();
        int mails = views.of(number).size();
        assertThat(refusals.refused(id, "550")).isTrue();
        assertThat(views.of(number)).hasSize(mails);
        assertThat(refusals.refused(UUID.randomUUID(), "550")).isFalse();
        sender.sendDue();
    }

    private void refuse(Map<String, String> answers) throws Exception {
        try (var smtp = new RefusingSmtp(answers, Map.of())) {
            // Here and there a mail that goes on is refused as well.
            for (int round = 0; round < 6; round++) {
                new OutboxSender(outbox, bundler, refusals, partly(smtp, answers.keySet()), properties, alarm, clock)
                        .sendDue();
            }
        }
    }

    /** The refused addresses at their server, all others at the mail catcher. */
    private JavaMailSender partly(RefusingSmtp refusing, Set<String> refused) {
        var refuses = refusing.sender();
        return new JavaMailSenderImpl() {
            @Override
            public void send(MimeMessage message) {
                try {
                    var to = message.getAllRecipients()[0].toString();
                    (refused.contains(to) ? refuses : catcher).send(message);
                } catch (MessagingException e) {
                    throw new AssertionError(e);
                }
            }
        };
    }

    private OutboxSender sender(RefusingSmtp smtp) {
        return new OutboxSender(outbox, bundler, refusals, smtp.sender(), properties, alarm, clock);
    }

    private List<Caught> alarms() {
        return mailbox.to(SHIFT).stream()
                .filter(mail -> mail.subject().startsWith("Пошта мекенжайы хат қабылдамайды"))
                .toList();
    }

    private MailView.State state(AppealNumber number, String address) {
        return views.of(number).stream()
                .filter(mail -> mail.address().equals(address))
                .findFirst()
                .orElseThrow()
                .state();
    }

    private Contact head() {
        return contacts.all(TODAY).stream()
                .filter(contact -> contact.email().equals(HEAD))
                .findFirst()
                .orElseThrow();
    }
}
