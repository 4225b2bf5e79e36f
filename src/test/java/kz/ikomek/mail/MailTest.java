package kz.ikomek.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import kz.ikomek.appeals.Channel;
import kz.ikomek.appeals.NewAppeal;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.platform.MailCatcher.Caught;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.MovableClock;
import kz.ikomek.shared.Refusal;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Mailbox;
import kz.ikomek.workflow.Centre;
import kz.ikomek.workflow.ReopenCase;
import kz.ikomek.workflow.StartAppeal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

@IntegrationTest
class MailTest {

    private static final Pattern MESSAGE_ID = Pattern.compile("<[0-9a-f-]{36}@ikomek\\.example>");

    @Autowired
    Centre centre;

    @Autowired
    StartAppeal start;

    @Autowired
    ReopenCase reopen;

    @Autowired
    Mailbox mailbox;

    @Autowired
    MailViews views;

    @Autowired
    Outbox outbox;

    @Autowired
    Bundler bundler;

    @Autowired
    Refusals refusals;

    @Autowired
    OutboxSender sender;

    @Autowired
    JavaMailSender smtp;

    @Autowired
    ApplicationContext context;

    @Autowired
    MailProperties properties;

    @Autowired
    MailAlarm alarm;

    @Autowired
    MeterRegistry meters;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void aQuietMorning() {
        centre.itIs("2026-11-18T10:00");
        sender.sendDue();
    }

    @Test
    void theHeadOfTheAgencyReadsOfADangerAtOnceAndNothingOfTheResident() {
        var number = centre.registered("open-manhole");

        var mail = only(mailbox.about(number));

        assertThat(mail.to()).isEqualTo("head@water-sewerage.example");
        assertThat(mail.subject()).isEqualTo("ҚАУІПТІ: " + number.display() + " өтініші – Құдықтың қақпағы ашық");
        assertThat(mail.messageId()).matches(MESSAGE_ID);
        for (String body : List.of(mail.text(), mail.html())) {
            assertThat(body)
                    .contains(
                            number.display(),
                            "Абай ауданы",
                            "Тәуке хан даңғылы, 12",
                            "Мерзімі",
                            "Орынға адам жіберіп",
                            "https://109.example/staff/appeals/" + number.value())
                    .doesNotContain("Айгүл", "Серікқызы", "701 123", "+7701", "Үйіміздің жанындағы мәселе");
        }
    }

    @Test
    void aDangerThatNoAgencyHasYetIsToldToTheShiftSupervisorAtOnce() {
        var number = start.start(
                new NewAppeal(
                        "Айгүл Серікқызы",
                        "8 701 123 45 67",
                        false,
                        Language.KK,
                        Channel.PHONE,
                        new CategoryCode("other"),
                        new DistrictCode("abai"),
                        null,
                        "Қабырға құлап барады",
                        true,
                        null),
                new Actor("operator"));
        assertThat(centre.waiting(number)).containsExactly("inspect");
        var mail = only(mailbox.about(number));
        assertThat(mail.to()).isEqualTo("shift@ikomek.example");
        assertThat(mail.subject()).startsWith("ҚАУІПТІ: " + number.display());

        centre.routes(number, "construction");
        centre.takesOn("construction", number);
        assertThat(mailbox.about(number))
                .extracting(Caught::to)
                .containsExactlyInAnyOrder("shift@ikomek.example", "head@construction.example");
    }

    @Test
    void aReopenedDangerIsToldToTheShiftSupervisorAtOnce() {
        var number = centre.registered("open-manhole");
        centre.solves("water-sewerage", number);
        centre.does("controller", number, "keepUnderControl", Map.of("note", "Қақпағы жабылды"));
        centre.does("controller", number, "control", Map.of("decision", "CONFIRMED"));
        reopen.reopen(number, "Қақпағы тағы ашық", new Actor("controller"));
        assertThat(mailbox.about(number))
                .extracting(Caught::to)
                .containsExactlyInAnyOrder("head@water-sewerage.example", "shift@ikomek.example");
    }

    @Test
    void whatIsTypedAsPlaceStaysOnItsLine() {
        var number = start.start(
                new NewAppeal(
                        null,
                        null,
                        true,
                        Language.KK,
                        Channel.PHONE,
                        new CategoryCode("open-manhole"),
                        new DistrictCode("abai"),
                        "Тәуке хан, 12\r\nBcc: somebody@else.example\r\n\r\nСілтеме: http://else.example <b>",
                        "Құдық ашық",
                        false,
                        null),
                new Actor("operator"));

        var mail = only(mailbox.about(number));
        assertThat(mail.to()).isEqualTo("head@water-sewerage.example");
        assertThat(mail.text()).contains("Тәуке хан, 12 Bcc: somebody@else.example Сілтеме: http://else.example <b>");
        assertThat(mail.html()).contains("&lt;b&gt;").doesNotContain("<b>");
    }

    @Test
    void aLateEnquiryIsWarnedOfAndThenEscalatedOverSmtp() {
        var number = centre.registered("reference");
        centre.timePasses(Duration.ofMinutes(1));
        var warning = only(mailbox.about(number));
        assertThat(warning.to()).isEqualTo("shift@ikomek.example");
        assertThat(warning.text()).contains("өтінішінің мерзіміне 1 мин қалды");

        centre.timePasses(Duration.ofMinutes(1));
        assertThat(mailbox.about(number))
                .extracting(Caught::to)
                .containsExactly("shift@ikomek.example", "head@ikomek.example");
        assertThat(views.of(number)).extracting(MailView::state).containsOnly(MailView.State.SENT);
        assertThat(views.of(number))
                .extracting(MailView::role)
                .containsExactly(ContactRole.SHIFT_SUPERVISOR, ContactRole.CENTRE_HEAD);
    }

    @Test
    void whereTheWorkIsDoneButNotYetSafeTheCentreItselfIsWrittenTo() {
        var number = centre.registered("open-manhole");
        centre.solves("water-sewerage", number);
        centre.timePasses(Duration.ofHours(1));
        centre.timePasses(Duration.ofHours(1));

        assertThat(mailbox.about(number))
                .extracting(Caught::to)
                .containsExactlyInAnyOrder(
                        "head@water-sewerage.example", "shift@ikomek.example", "head@ikomek.example");
        assertThat(mailbox.about(number))
                .filteredOn(mail -> mail.to().equals("shift@ikomek.example"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).contains("бақылаушы қауіптің жойылғанын растауы керек"));
    }

    @Test
    void russianIsWrittenToThoseWhoReadRussian() {
        var number = centre.registered("waste-collection");
        centre.routes(number, "waste");
        centre.takesOn("waste", number);
        clock.setTo(centre.appeal(number).due().minus(Duration.ofMinutes(1)));
        centre.timePasses(Duration.ZERO);

        var mail = only(mailbox.about(number));
        assertThat(mail.to()).isEqualTo("duty@waste.example");
        assertThat(mail.subject()).startsWith("Срок подходит: обращение " + number.display());
        assertThat(mail.text()).contains("осталось 1 мин", "Напомните исполнителю", "исполняется ведомством");
    }

    @Test
    void aStepThatIsRefusedLeavesNoMail() {
        var number = centre.registered("open-manhole");
        int before = mails();
        assertThatThrownBy(() -> centre.does(
                        "executor-water-sewerage", number, "execute", Map.of("decision", "SOLVED", "report", " ")))
                .isInstanceOf(Refusal.class);
        assertThat(mails()).isEqualTo(before);
    }

    @Test
    void aMailServerThatIsDownIsTriedAgainEverMoreSeldomAndTheMessageIdStays() throws IOException {
        var number = centre.registered("open-manhole");
        var down = new OutboxSender(outbox, bundler, refusals, nobodyListens(), properties, alarm, clock);
        var tries = new java.util.ArrayList<Duration>();
        for (Duration ignored : properties.retries().subList(0, 3)) {
            assertThat(down.sendDue()).isEqualTo(1);
            assertThat(down.sendDue()).as("not before its time").isZero();
            Instant next = jdbc.sql("SELECT next_try FROM mail.outbox WHERE number = ?")
                    .param(number.value())
                    .query((row, n) -> row.getTimestamp(1).toInstant())
                    .single();
            tries.add(Duration.between(clock.instant(), next));
            clock.setTo(next);
        }
        assertThat(tries).isEqualTo(properties.retries().subList(0, 3));

        var view = views.of(number).get(0);
        assertThat(only(mailbox.about(number)).messageId()).isEqualTo("<" + view.id() + "@ikomek.example>");
        assertThat(views.of(number).get(0).attempts()).isEqualTo(4);
    }

    @Test
    void aNodeThatDiesWhileItSendsLeavesTheMailToTheNextWithTheSameMessageId() {
        var number = centre.registered("open-manhole");
        var taken = outbox.take(clock.instant(), clock.instant().plus(properties.lease()), 1);
        assertThat(taken).hasSize(1);
        assertThat(sender.sendDue()).as("the lease holds").isZero();

        clock.advance(properties.lease());
        assertThat(only(mailbox.about(number)).messageId())
                .isEqualTo("<" + taken.get(0).id() + "@ikomek.example>");
    }

    /** The lease was over before the mail server answered, and another node has sent it meanwhile. */
    @Test
    void aTryThatFailsTooLateChangesNothingOfAMailThatWasSent() {
        var number = centre.registered("open-manhole");
        assertThat(mailbox.about(number)).isNotEmpty();
        var sent = views.of(number).get(0);
        outbox.failed(sent.id(), clock.instant().plusSeconds(60), "too late");
        assertThat(outbox.dead(sent.id(), "too late")).isFalse();
        assertThat(views.of(number).get(0)).isEqualTo(sent);
        assertThat(sent.state()).isEqualTo(MailView.State.SENT);
    }

    @Test
    void afterTheLastTryTheMailIsADeadLetterAndAnAlarmIsRaised() throws IOException {
        var number = centre.registered("open-manhole");
        double alarms = alarms("dead-letter");
        var down = new OutboxSender(outbox, bundler, refusals, nobodyListens(), properties, alarm, clock);
        for (int i = 0; i <= properties.retries().size(); i++) {
            assertThat(down.sendDue()).as("mails of other tests may wait too").isPositive();
            assertThat(views.of(number).get(0).attempts()).isEqualTo(i + 1);
            clock.advance(Duration.ofDays(1));
        }
        assertThat(views.of(number).get(0).state()).isEqualTo(MailView.State.DEAD);
        assertThat(alarms("dead-letter")).isGreaterThanOrEqualTo(alarms + 1);
        assertThat(views.deadLetters()).isGreaterThanOrEqualTo(1);
        down.sendDue();
        assertThat(views.of(number).get(0).attempts())
                .as("given up")
                .isEqualTo(properties.retries().size() + 1);
    }

    @Test
    void sendersSideBySideSendEachMailOnce() throws Exception {
        var numbers = IntStream.range(0, 30)
                .mapToObj(i -> centre.registered("open-manhole"))
                .toList();
        var pool = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> send = sender::sendDue;
            int sent = 0;
            for (var done : pool.invokeAll(List.of(send, send, send, send))) {
                sent += done.get();
            }
            assertThat(sent).isEqualTo(30);
        } finally {
            pool.shutdown();
        }
        assertThat(numbers).allSatisfy(number -> only(mailbox.about(number)));
    }

    @Test
    void aNodeThatEndsDoesNotSendTheWholeOutboxFirst() {
        var numbers = IntStream.range(0, 3 * properties.batch())
                .mapToObj(i -> centre.registered("open-manhole"))
                .toList();
        var ending = new OutboxSender(outbox, bundler, refusals, smtp, properties, alarm, clock);
        ending.applicationEnds(new ContextClosedEvent(context));
        assertThat(ending.sendDue()).isEqualTo(properties.batch());
        assertThat(numbers).allSatisfy(number -> only(mailbox.about(number)));
    }

    @Test
    void whoIsMissingIsReplacedByTheNextAboveAndTheEngineersAreTold() {
        double alarms = alarms("next-above");
        jdbc.sql("UPDATE catalog.contact SET role = 'X-HEAD' WHERE role = 'AGENCY_HEAD' AND agency = 'water-sewerage'")
                .update();
        try {
            var number = centre.registered("open-manhole");
            assertThat(only(mailbox.about(number)).to()).isEqualTo("deputy-akim@ikomek.example");
            assertThat(alarms("next-above")).isEqualTo(alarms + 1);
        } finally {
            jdbc.sql("UPDATE catalog.contact SET role = 'AGENCY_HEAD' WHERE role = 'X-HEAD'")
                    .update();
        }
    }

    private static Caught only(List<Caught> mails) {
        assertThat(mails).hasSize(1);
        return mails.get(0);
    }

    private double alarms(String reason) {
        var counter = meters.find("ikomek.mail.alarms").tag("reason", reason).counter();
        return counter == null ? 0 : counter.count();
    }

    private int mails() {
        return jdbc.sql("SELECT count(*) FROM mail.outbox").query(Integer.class).single();
    }

    private JavaMailSender nobodyListens() throws IOException {
        var nobody = new JavaMailSenderImpl();
        nobody.setHost("127.0.0.1");
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody.setPort(socket.getLocalPort());
        }
        return nobody;
    }
}
