package kz.ikomek.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.CatchUp;
import kz.ikomek.appeals.JournalEntry;
import kz.ikomek.appeals.Step;
import kz.ikomek.mail.MailViews;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.MovableClock;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Statements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** A burst is climbed in one step; the timers that come after it tell nothing again. */
@IntegrationTest
class CatchUpTest {

    private static final String AGENCY = "green-areas";
    private static final int BURST = 64;

    @Autowired
    Centre centre;

    @Autowired
    CatchUp catchUp;

    @Autowired
    DueJobs jobs;

    @Autowired
    AppealViews appeals;

    @Autowired
    MailViews mails;

    @Autowired
    WithdrawCase withdraw;

    @Autowired
    Statements statements;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    PlatformTransactionManager transactionManager;

    private final List<AppealNumber> used = new ArrayList<>();

    /** What other tests left open is not due before all of ours is. */
    @BeforeEach
    void aMorning() {
        centre.itIs("2026-11-16T10:00");
        OffsetDateTime tomorrow = clock.instant().plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC);
        jdbc.sql("UPDATE appeals.appeal SET next_look = :tomorrow WHERE next_look < :tomorrow")
                .param("tomorrow", tomorrow)
                .update();
        jdbc.sql("UPDATE act_ru_job SET duedate_ = :tomorrow WHERE duedate_ < :tomorrow")
                .param("tomorrow", tomorrow)
                .update();
    }

    /** What is left open would go on climbing its ladder in other tests. */
    @AfterEach
    void closeThem() {
        jobs.runDue();
        transactions.executeWithoutResult(
                status -> used.forEach(number -> withdraw.withdraw(number, "Керек емес", new Actor("operator"))));
        used.clear();
    }

    @Test
    void aBurstIsToldAtOnceAndItsTimersTellNothingAgain() {
        var numbers = due(BURST);
        assertThat(catchUp.catchUp()).isEqualTo(BURST);
        assertThat(numbers).allSatisfy(number -> {
            assertThat(told(number)).containsExactly("INSPECTION 1 → SHIFT_SUPERVISOR");
            assertThat(mails.of(number)).hasSize(1);
            assertThat(nextLook(number)).isAfter(clock.instant());
            assertThat(timer(number)).as("still where it was").isEqualTo(clock.instant());
        });
        assertThat(catchUp.catchUp()).isZero();

        jobs.runDue();
        assertThat(numbers).allSatisfy(number -> {
            assertThat(told(number)).hasSize(1);
            assertThat(mails.of(number)).hasSize(1);
            assertThat(timer(number)).as("moved on").isEqualTo(nextLook(number));
        });

        clock.setTo(nextLook(numbers.get(0)));
        jobs.runDue();
        assertThat(told(numbers.get(0))).hasSize(2);
    }

    @Test
    void fewAreLeftToTheirTimersUnlessThoseAreStuck() {
        var numbers = due(2);
        assertThat(catchUp.catchUp()).as("the engine's work").isZero();
        assertThat(told(numbers.get(0))).isEmpty();
        clock.advance(Duration.ofSeconds(4));
        assertThat(catchUp.catchUp()).as("the engine sleeps").isEqualTo(2);
        assertThat(numbers).allSatisfy(number -> assertThat(told(number)).hasSize(1));
    }

    @Test
    void whatAPersonHasInHandIsPassedOverAndToldAfterwards() {
        var numbers = due(BURST + 1);
        var anotherTransaction = new TransactionTemplate(transactionManager);
        anotherTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        transactions.executeWithoutResult(status -> {
            jdbc.sql("SELECT 1 FROM appeals.appeal WHERE number = ? FOR UPDATE")
                    .param(numbers.get(7).value())
                    .query(Integer.class)
                    .single();
            anotherTransaction.executeWithoutResult(
                    within -> assertThat(catchUp.catchUp()).isEqualTo(BURST));
        });
        assertThat(told(numbers.get(7))).isEmpty();
        jobs.runDue();
        assertThat(told(numbers.get(7))).hasSize(1);
    }

    @Test
    void nodesAndTimersSideBySideTellNothingTwice() throws Exception {
        var numbers = due(2 * BURST);
        var pool = Executors.newFixedThreadPool(3);
        try {
            Callable<Integer> sweep = catchUp::catchUp;
            Callable<Integer> timers = () -> {
                jobs.runDue();
                return 0;
            };
            for (var done : pool.invokeAll(List.of(timers, sweep, sweep))) {
                done.get();
            }
        } finally {
            pool.shutdown();
        }
        jobs.runDue();
        assertThat(numbers).allSatisfy(number -> {
            assertThat(told(number)).hasSize(1);
            assertThat(mails.of(number)).hasSize(1);
        });
    }

    @Test
    void aBurstCostsAsManyStatementsHoweverLargeItIs() {
        due(BURST);
        var small = statements.during(catchUp::catchUp);
        closeThem();
        due(2 * BURST);
        var large = statements.during(catchUp::catchUp);
        assertThat(large).hasSameSizeAs(small).hasSizeLessThanOrEqualTo(12);
    }

    @Test
    void aTimerThatTellsCostsFewStatements() {
        due(2);
        var job = jobs.next().orElseThrow();
        jobs.run(job);
        var second = jobs.next().orElseThrow();
        var sent = statements.during(() -> jobs.run(second));
        assertThat(sent).as(String.join("\n", sent)).hasSizeLessThanOrEqualTo(24);
    }

    /** So many, all due for their first level now. */
    private List<AppealNumber> due(int count) {
        List<AppealNumber> numbers = Objects.requireNonNull(transactions.execute(status -> IntStream.range(0, count)
                .mapToObj(i -> centre.registered("electricity"))
                .toList()));
        used.addAll(numbers);
        clock.setTo(nextLook(numbers.get(0)));
        return numbers;
    }

    private Instant nextLook(AppealNumber number) {
        return Objects.requireNonNull(centre.appeal(number).nextLook());
    }

    private Instant timer(AppealNumber number) {
        return jdbc.sql("SELECT j.duedate_ FROM act_ru_job j JOIN act_ru_execution e"
                        + " ON e.id_ = j.process_instance_id_ WHERE e.business_key_ = ?")
                .param(number.value())
                .query(java.sql.Timestamp.class)
                .single()
                .toInstant();
    }

    private List<String> told(AppealNumber number) {
        return appeals.journal(number).stream()
                .filter(entry -> entry.step() == Step.ESCALATED)
                .map(JournalEntry::note)
                .map(String::valueOf)
                .toList();
    }
}
