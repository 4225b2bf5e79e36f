package kz.ikomek.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import kz.ikomek.appeals.AppealEscalated;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.AppealsEscalated;
import kz.ikomek.appeals.CloseAppeal;
import kz.ikomek.appeals.RegisterAppeal;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.deadlines.Stage;
import kz.ikomek.platform.MailCatcher.Caught;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.MovableClock;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Mailbox;
import kz.ikomek.workflow.Centre;
import kz.ikomek.workflow.DueJobs;
import kz.ikomek.workflow.WithdrawCase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Mails of one recipient that fall due together leave as one; a single one is not held up. */
@IntegrationTest
class DigestTest {

    private static final String AGENCY = "lifts";
    private static final String HEAD = "head@lifts.example";
    private static final String DUTY = "duty@lifts.example";

    @Autowired
    Centre centre;

    @Autowired
    DueJobs jobs;

    @Autowired
    WithdrawCase withdraw;

    @Autowired
    RegisterAppeal register;

    @Autowired
    CloseAppeal close;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    Mailbox mailbox;

    @Autowired
    MailViews views;

    @Autowired
    OutboxSender sender;

    @Autowired
    Outbox outbox;

    @Autowired
    Bundler bundler;

    @Autowired
    MailTemplates templates;

    @Autowired
    MailProperties properties;

    @Autowired
    AppealViews appeals;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JdbcTemplate template;

    private final List<AppealNumber> used = new ArrayList<>();

    /** What is left open would go on climbing its ladder in other tests. */
    @AfterEach
    void closeThem() {
        transactions.executeWithoutResult(
                status -> used.forEach(number -> withdraw.withdraw(number, "Керек емес", new Actor("operator"))));
    }

    @BeforeEach
    void aQuietMorning() {
        centre.itIs("2026-11-18T10:00");
        sender.sendDue();
        clock.advance(properties.gather());
        sender.sendDue();
        centre.itIs("2026-11-18T10:05");
    }

    @Test
    void whenFiveHundredFallDueTogetherTheHeadGetsOneMailWithTheList() {
        int before = mailbox.to(HEAD).size();
        var numbers = overdue(500);
        clock.setTo(centre.appeal(numbers.get(0)).due());

        var mails = mailbox.to(HEAD);
        assertThat(mails).hasSize(before + 1);
        Caught digest = mails.get(before);
        assertThat(digest.subject()).isEqualTo("500 өтініштің мерзімі өтті");
        for (AppealNumber number : numbers) {
            assertThat(digest.text()).contains(number.display() + " · ", "/staff/appeals/" + number.value() + "\n");
            assertThat(digest.html()).contains("/staff/appeals/" + number.value() + "\"");
        }
        assertThat(digest.text().lines().filter(line -> line.contains(" · Лифт ақауы · ")))
                .hasSize(500);
        assertThat(digest.html()).doesNotContain("Айгүл", "701 123");

        assertThat(rows("rule = 'DIGEST' AND state = 'SENT' AND address = '" + HEAD + "' AND id::text = '"
                        + digest.messageId().substring(1, 37) + "'"))
                .isEqualTo(1);
        assertThat(rows("address = '" + HEAD + "' AND state = 'SENT' AND digest::text = '"
                        + digest.messageId().substring(1, 37) + "'"))
                .isEqualTo(500);
        assertThat(views.of(numbers.get(7)))
                .filteredOn(mail -> mail.address().equals(HEAD))
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.state()).isEqualTo(MailView.State.SENT);
                    assertThat(digest.messageId()).contains(String.valueOf(mail.digest()));
                });
        sender.sendDue();
        assertThat(mailbox.to(HEAD)).hasSize(before + 1);
    }

    @Test
    void aLoneMailLeavesInTheSameRoundAsItself() {
        var number = centre.registered("gas");
        centre.routes(number, "gas");
        centre.takesOn("gas", number);
        used.add(number);
        fallDue(number);
        assertThat(mailbox.about(number))
                .extracting(Caught::to)
                .containsExactlyInAnyOrder("duty@gas.example", "head@gas.example");
        assertThat(mailbox.about(number))
                .filteredOn(mail -> mail.to().equals("head@gas.example"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.subject()).startsWith("Мерзімі өтті: " + number.display()));
        assertThat(views.of(number)).extracting(MailView::digest).containsOnlyNulls();
    }

    @Test
    void whileTheEngineIsBehindMailsGatherButForAMinuteAtTheMost() {
        var numbers = withTheAgency(3);
        Instant warned = centre.appeal(numbers.get(0)).due().minus(Duration.ofHours(2));
        clock.setTo(warned.minusSeconds(1));
        jobs.runDue();
        int before = mailbox.to(DUTY).size();
        clock.setTo(warned);
        jobs.run(jobs.next().orElseThrow());
        assertThat(mailbox.to(DUTY)).as("others are still to be looked at").hasSize(before);
        assertThat(numbers.stream().flatMap(number -> views.of(number).stream()).map(MailView::state))
                .containsExactly(MailView.State.GATHERING);

        clock.advance(properties.gather());
        assertThat(mailbox.to(DUTY)).as("a minute is enough").hasSize(before + 1);

        jobs.runDue();
        assertThat(mailbox.to(DUTY))
                .hasSize(before + 2)
                .last()
                .satisfies(mail -> assertThat(mail.subject()).isEqualTo("Подходит срок обращений: 2"));
    }

    @Test
    void theLatestStandsFirstAndWhatIsNotYetLateIsToldApart() {
        var late = withTheAgency(1).get(0);
        clock.advance(Duration.ofMinutes(30));
        var later = withTheAgency(1).get(0);
        int before = mailbox.to(HEAD).size();
        transactions.executeWithoutResult(status -> {
            gathers(later, Instant.parse("2026-11-18T06:10:00Z"));
            gathers(late, Instant.parse("2026-11-18T03:00:00Z"));
        });
        assertThat(mailbox.to(HEAD)).hasSize(before + 1).last().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("2 өтініш: 1 мерзімі өтті, қалғанының мерзімі таяу");
            assertThat(mail.text().indexOf(late.display()))
                    .isPositive()
                    .isLessThan(mail.text().indexOf(later.display()));
            assertThat(mail.text()).contains("2 сағ 35 мин кешікті", "35 мин қалды");
        });
    }

    @Test
    void dangerGathersNothing() {
        var numbers = IntStream.range(0, 3)
                .mapToObj(i -> centre.registered("open-manhole"))
                .toList();
        assertThat(numbers)
                .allSatisfy(number -> assertThat(views.of(number))
                        .extracting(MailView::state)
                        .containsExactly(MailView.State.WAITING));
        clock.setTo(centre.appeal(numbers.get(0)).due());
        jobs.runDue();
        assertThat(numbers).allSatisfy(number -> {
            assertThat(mailbox.about(number)).hasSizeGreaterThan(1);
            assertThat(views.of(number)).extracting(MailView::digest).containsOnlyNulls();
        });
    }

    @Test
    void atNightOnlyTheCentreAndDangerAreWrittenToAndInTheMorningOneDigestComes() {
        withTheAgency(3);
        int before = mailbox.to(HEAD).size();
        centre.itIs("2026-11-18T23:50");
        assertThat(mailbox.to(HEAD)).as("they are late since the evening").hasSize(before);
        var enquiry = centre.registered("reference");
        var manhole = centre.registered("open-manhole");
        centre.timePasses(Duration.ofMinutes(2));
        assertThat(mailbox.about(enquiry))
                .as("who sits in the centre has no quiet hours")
                .extracting(Caught::to)
                .containsExactlyInAnyOrder("shift@ikomek.example", "head@ikomek.example");
        assertThat(mailbox.about(manhole))
                .as("a danger does not wait")
                .extracting(Caught::to)
                .contains("head@water-sewerage.example");

        centre.itIs("2026-11-19T00:01");
        assertThat(mailbox.to(HEAD)).as("past midnight").hasSize(before);
        centre.itIs("2026-11-19T07:59");
        assertThat(mailbox.to(HEAD)).as("a minute before").hasSize(before);
        clock.setTo(Instant.parse("2026-11-19T03:00:00Z"));
        assertThat(mailbox.to(HEAD))
                .hasSize(before + 1)
                .last()
                .satisfies(mail -> assertThat(mail.subject()).isEqualTo("3 өтініштің мерзімі өтті"));
    }

    @Test
    void anEscalationAtNightWaitsForTheMorning() {
        centre.itIs("2026-11-18T22:00");
        var number = centre.registered("electricity");
        centre.routes(number, "power-grid");
        centre.takesOn("power-grid", number);
        used.add(number);
        clock.setTo(centre.appeal(number).due());
        jobs.runDue();
        Instant morning = Instant.parse("2026-11-19T03:00:00Z");
        assertThat(clock.instant()).as("it falls due at night").isBefore(morning);
        assertThat(views.of(number)).isNotEmpty().allSatisfy(mail -> {
            assertThat(mail.state()).isEqualTo(MailView.State.GATHERING);
            assertThat(mail.leavesAt()).isEqualTo(morning);
        });
        assertThat(mailbox.about(number)).isEmpty();
        clock.setTo(morning);
        jobs.runDue();
        assertThat(mailbox.about(number)).isNotEmpty();
    }

    @Test
    void nodesSideBySideMakeOneDigest() throws Exception {
        var numbers = withTheAgency(20);
        int before = mailbox.to(HEAD).size();
        clock.setTo(centre.appeal(numbers.get(0)).due());
        jobs.runDue();
        var pool = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> send = sender::sendDue;
            for (var done : pool.invokeAll(List.of(send, send, send, send))) {
                done.get();
            }
        } finally {
            pool.shutdown();
        }
        assertThat(mailbox.to(HEAD)).hasSize(before + 1);
    }

    /** As whoever operates the centre does it: the statements are read out of the handbook. */
    @Test
    void theHandbookSendsAgainWhatWasGivenUpAndSettlesWhatHadNoAddressee() throws IOException {
        var numbers = withTheAgency(2);
        int before = mailbox.to(HEAD).size();
        transactions.executeWithoutResult(
                status -> numbers.forEach(number -> gathers(number, Instant.parse("2026-11-18T03:00:00Z"))));
        bundler.release();
        UUID digest = Objects.requireNonNull(views.of(numbers.get(0)).get(0).digest());
        assertThat(outbox.dead(digest, "the mail server was away")).isTrue();
        assertThat(states(numbers)).containsOnly(MailView.State.DEAD);

        var handbook = handbook();
        jdbc.sql(handbook.get(0))
                .param("id", digest)
                .param("other", null, Types.VARCHAR)
                .update();
        assertThat(mailbox.to(HEAD)).hasSize(before + 1);
        assertThat(states(numbers)).containsOnly(MailView.State.SENT);

        UUID nobodys = views.of(numbers.get(1)).get(0).id();
        jdbc.sql(
                        "UPDATE mail.outbox SET state = 'DEAD', address = '', digest = NULL, body_text = NULL, body_html = NULL"
                                + " WHERE id = ?")
                .param(nobodys)
                .update();
        long dead = views.deadLetters();
        jdbc.sql(handbook.get(1)).param("id", nobodys).update();
        assertThat(views.deadLetters()).isEqualTo(dead - 1);
    }

    private List<MailView.State> states(List<AppealNumber> numbers) {
        return numbers.stream()
                .flatMap(number -> views.of(number).stream())
                .filter(mail -> mail.address().equals(HEAD))
                .map(MailView::state)
                .toList();
    }

    private static List<String> handbook() throws IOException {
        return Pattern.compile("```sql\n(UPDATE mail\\.outbox.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/operations.md")))
                .results()
                .map(found -> found.group(1).strip().replaceAll(";$", ""))
                .toList();
    }

    @Test
    void aDigestOfFortyCostsAsManyStatementsAsOneOfTwo() {
        int two = statementsToBundle(withTheAgency(2));
        int forty = statementsToBundle(withTheAgency(40));
        assertThat(forty).isEqualTo(two).isLessThanOrEqualTo(7);
        sender.sendDue();
    }

    private int statementsToBundle(List<AppealNumber> numbers) {
        transactions.executeWithoutResult(
                status -> numbers.forEach(number -> gathers(number, Instant.parse("2026-11-18T03:00:00Z"))));
        var count = new AtomicInteger();
        var counting = new JdbcTemplate(Objects.requireNonNull(template.getDataSource())) {
            @Override
            protected void applyStatementSettings(Statement statement) throws SQLException {
                count.incrementAndGet();
                super.applyStatementSettings(statement);
            }
        };
        var outbox = new Outbox(JdbcClient.create(counting), new NamedParameterJdbcTemplate(counting));
        new Bundler(outbox, appeals, templates, properties, transactions, clock).release();
        assertThat(views.of(numbers.get(0))).extracting(MailView::state).containsExactly(MailView.State.BUNDLED);
        return count.get();
    }

    /** A mail to the head, as a rule writes it. */
    private void gathers(AppealNumber number, Instant due) {
        jdbc.sql("""
                INSERT INTO mail.outbox (id, number, rule, stage, level, demanded_at, role, agency, address, addressee,
                    language, subject, body_text, body_html, category, place, due_at, state, next_try)
                VALUES (?, ?, 'ESCALATION', 'AGENCY', 2, ?, 'AGENCY_HEAD', ?, ?, 'Басшы', 'kk', 's', 't', 'h',
                    'Лифт', 'Абай', ?, 'GATHERING', ?)
                """)
                .params(
                        UUID.randomUUID(),
                        number.value(),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        AGENCY,
                        HEAD,
                        due.atOffset(ZoneOffset.UTC),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** All in one transaction, which is what takes the time. */
    private List<AppealNumber> withTheAgency(int count) {
        return Objects.requireNonNull(transactions.execute(status -> {
            List<AppealNumber> numbers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                var number = centre.registered("lift");
                centre.routes(number, AGENCY);
                centre.takesOn(AGENCY, number);
                numbers.add(number);
            }
            used.addAll(numbers);
            return numbers;
        }));
    }

    /** Told as the ladder tells them, all at one instant; without their processes, which is what takes the time. */
    private List<AppealNumber> overdue(int count) {
        var operator = new Actor("operator");
        return Objects.requireNonNull(transactions.execute(status -> IntStream.range(0, count)
                .mapToObj(i -> {
                    var number = register.register(centre.call("lift", null), operator)
                            .number();
                    var appeal = centre.appeal(number);
                    events.publishEvent(new AppealsEscalated(List.of(new AppealEscalated(
                            appeal.matter(),
                            Stage.AGENCY,
                            2,
                            ContactRole.AGENCY_HEAD,
                            List.of(new AgencyCode(AGENCY)),
                            appeal.due(),
                            clock.instant()))));
                    close.withdraw(number, "Керек емес", operator);
                    return number;
                })
                .toList()));
    }

    private void fallDue(AppealNumber number) {
        clock.setTo(centre.appeal(number).due());
        transactions.executeWithoutResult(status -> jobs.runDue());
    }

    private long rows(String where) {
        return jdbc.sql("SELECT count(*) FROM mail.outbox WHERE " + where)
                .query(Long.class)
                .single();
    }
}
