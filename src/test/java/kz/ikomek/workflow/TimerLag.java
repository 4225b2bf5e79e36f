package kz.ikomek.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.errorprone.annotations.FormatMethod;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.Channel;
import kz.ikomek.appeals.NewAppeal;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures how late the escalation timers of real appeals fire, with the settings of the product and the machine's own
 * clock; no part of the test run. Started by
 *
 * <pre>./mvnw test -Dtest=TimerLag</pre>
 *
 * with {@code -Dtimer-lag.idle=PT15M} (the quarter of an hour in which nothing happens, by default),
 * {@code -Dtimer-lag.single=120} timers that fall due one by one and {@code -Dtimer-lag.together=1000} at one instant.
 * All of them exist before the idle time begins, so that no new timer wakes the job executor. A timer's lag is the time
 * between its due date and the creation of the case's next timer, at the end of what the timer does.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "ikomek.data-directory=target/timer-lag/${random.uuid}")
class TimerLag {

    private static final Duration IDLE = Duration.parse(System.getProperty("timer-lag.idle", "PT15M"));
    private static final int SINGLE = Integer.getInteger("timer-lag.single", 120);
    private static final int TOGETHER = Integer.getInteger("timer-lag.together", 1_000);

    @Autowired
    StartAppeal start;

    @Autowired
    ManagementService management;

    @Autowired
    ProcessEngineConfigurationImpl engine;

    @Autowired
    JdbcClient jdbc;

    @Test
    void singleTimersFireWithinOneSecondAndAThousandWithinFive() {
        assertThat(engine.getJobExecutor().isActive())
                .as("the job executor runs")
                .isTrue();
        assertThat(engine.getJobExecutor().getMaxWait()).isEqualTo(500);
        assertThat(engine.getJobExecutor().getMaxJobsPerAcquisition()).isEqualTo(64);
        List<AppealNumber> appeals = new ArrayList<>();
        for (int i = 0; i < SINGLE + TOGETHER; i++) {
            appeals.add(start.start(call(), new Actor("operator")));
        }
        var random = new Random(109);
        Instant at = Instant.now().plus(IDLE).plusSeconds(30).truncatedTo(ChronoUnit.MILLIS);
        Map<String, Instant> single = new HashMap<>();
        for (AppealNumber number : appeals.subList(0, SINGLE)) {
            at = at.plusMillis(1_500 + random.nextInt(1_000));
            single.put(dueAt(number, at), at);
        }
        Instant together = at.plusSeconds(20);
        appeals.subList(SINGLE, appeals.size()).forEach(number -> dueAt(number, together));
        say(
                "%d timers wait. Idle until %s, then %d singly, then %d at %s",
                appeals.size(), Instant.now().plus(IDLE), SINGLE, TOGETHER, together);

        await().atMost(IDLE.plusHours(1))
                .pollInterval(Duration.ofSeconds(5))
                .until(() -> Instant.now().isAfter(together.minusSeconds(10)));
        List<Long> lags = single.entrySet().stream()
                .map(timer -> Duration.between(timer.getValue(), firedAt(timer.getKey()))
                        .toMillis())
                .sorted()
                .toList();
        long p99 = percentile(lags, 99);
        say(
                "%d single timers after %s idle: p50 %d ms, p90 %d ms, p99 %d ms, max %d ms",
                SINGLE, IDLE, percentile(lags, 50), percentile(lags, 90), p99, lags.get(lags.size() - 1));

        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Instant.now().isAfter(together) && waitingAt(together) == 0);
        Duration all = Duration.between(together, Instant.now());
        say("%d timers due together: all fired and committed within %d ms", TOGETHER, all.toMillis());

        assertThat(p99).as("p99 of single timers, ms").isLessThanOrEqualTo(1_000);
        assertThat(all).as("all of those due together").isLessThanOrEqualTo(Duration.ofSeconds(5));
    }

    private static NewAppeal call() {
        return new NewAppeal(
                "Айгүл Серікқызы",
                "8 701 123 45 67",
                false,
                Language.KK,
                Channel.PHONE,
                new CategoryCode("electricity"), // hours round the clock, so that a deadline can be moved by adding
                new DistrictCode("abai"),
                "Тәуке хан даңғылы, 12",
                "Жарық жоқ",
                false,
                null);
    }

    /** Moves the appeal's whole clock so that its first alert is at this instant. Returns the process. */
    private String dueAt(AppealNumber number, Instant at) {
        String process = jdbc.sql("SELECT proc_inst_id_ FROM act_ru_execution WHERE business_key_ = ?")
                .param(number.value())
                .query(String.class)
                .single();
        Job timer = management.createJobQuery().processInstanceId(process).singleResult();
        long shift = Duration.between(timer.getDuedate().toInstant(), at).toMillis();
        jdbc.sql("UPDATE appeals.appeal SET registered_at = registered_at + :shift * interval '1 ms',"
                        + " counted_from = counted_from + :shift * interval '1 ms',"
                        + " due_at = due_at + :shift * interval '1 ms' WHERE number = :number")
                .param("shift", shift)
                .param("number", number.value())
                .update();
        management.setJobDuedate(timer.getId(), java.util.Date.from(at));
        return process;
    }

    private Instant firedAt(String process) {
        assertThat(jdbc.sql("SELECT count(*) FROM appeals.journal j JOIN act_ru_execution e"
                                + " ON e.business_key_ = j.number WHERE e.proc_inst_id_ = ? AND j.step = 'ESCALATED'")
                        .param(process)
                        .query(Long.class)
                        .single())
                .as("the timer told somebody")
                .isEqualTo(1);
        return jdbc.sql("SELECT create_time_ FROM act_ru_job WHERE process_instance_id_ = ?")
                .param(process)
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    private long waitingAt(Instant due) {
        return jdbc.sql("SELECT count(*) FROM act_ru_job WHERE duedate_ = ?")
                .param(Timestamp.from(due))
                .query(Long.class)
                .single();
    }

    private static long percentile(List<Long> sorted, int percent) {
        return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
    }

    @FormatMethod
    private static void say(String format, Object... values) {
        System.out.println("timer lag: " + format.formatted(values)); // a command's answer, not a log
    }
}
