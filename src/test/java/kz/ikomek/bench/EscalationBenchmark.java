package kz.ikomek.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import kz.ikomek.workflow.StartAppeal;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

/**
 * Measures from when a timer is due to when its mail is demanded in a committed row of the outbox, and to when the mail
 * server has accepted it: of real appeals with the settings of the product, and of stock Camunda in the same run; no part
 * of the test run. Started by
 *
 * <pre>./mvnw test -Dtest=EscalationBenchmark</pre>
 *
 * with the settings that {@link Settings} names. What it measures and how to read it stands in docs/commands.md. It
 * fails when a timer of ours was lost, not when a goal is missed: that the table says.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "logging.exception-conversion-word=%wEx{short}")
@ContextConfiguration(initializers = Surroundings.class)
class EscalationBenchmark {

    private static final Settings SETTINGS = Settings.given();
    private static final Duration SLOW = Duration.ofMillis(50);

    @Autowired
    Server server;

    @Autowired
    MailServer mails;

    @Autowired
    StartAppeal start;

    @Autowired
    ProcessEngineConfigurationImpl engine;

    @Autowired
    DataSource data;

    @Autowired
    JdbcClient jdbc;

    private final Turns turns = new Turns(SETTINGS);
    private final Report report = new Report(SETTINGS);

    @Test
    void ofTheProductAndOfStockCamundaInTurns() throws IOException {
        Server.requireDurability(jdbc);
        jdbc.sql("CREATE DATABASE stock").update();
        try (HikariDataSource stockData = server.pool("stock")) {
            var stockJdbc = JdbcClient.create(stockData);
            Server.requireDurability(stockJdbc);
            report.commit(Server.commitMillis(jdbc));
            var rows = new OutboxRow(stockJdbc);
            var smtp = new OwnSmtp(mails);
            String url = server.url("stock");
            var product = new Product(start, engine, jdbc, mails);
            try (var stock = Stock.asItComes(url, stockJdbc, rows);
                    var tuned = Stock.tuned(url, stockJdbc, rows);
                    var stockSmtp = Stock.asItComes(url, stockJdbc, smtp);
                    var tunedSmtp = Stock.tuned(url, stockJdbc, smtp)) {
                var all = List.<Contestant>of(product, stock, tuned);
                inTurns(Report.ALONE, all, SETTINGS.smallest());
                wait(product, stock);
                singles(product, stock, tuned);
                SETTINGS.together().forEach(size -> inTurns(Report.LOADED, all, size));
                mails.thinks(SLOW);
                burst(Report.SLOW_MAIL, product, SETTINGS.smallest(), SETTINGS.smtpLimit());
                burst(Report.SLOW_MAIL, tunedSmtp, SETTINGS.smallest(), SETTINGS.smtpLimit());
                // The last, for its executor's threads may hang, each with a connection that another one waits for.
                burst(Report.SLOW_MAIL, stockSmtp, SETTINGS.smallest(), SETTINGS.smtpLimit());
                mails.thinks(Duration.ZERO);
                product.jobs().tidy();
                stock.jobs().tidy();
                report.poll(product.name(), AcquisitionPoll.measure(engine, data));
                report.poll(stock.name(), AcquisitionPoll.measure(stock.configuration(), stockData));
                report.poll(tuned.name(), AcquisitionPoll.measure(tuned.configuration(), stockData));
            }
            report.write(Surroundings.FOLDER);
        }
    }

    /** From now on the others wait, beside every turn. */
    private static void wait(Contestant... databases) {
        for (Contestant one : databases) {
            one.jobs().others(SETTINGS.others());
            Report.say("%d timers wait in the table of %s", one.jobs().size(), one.name());
        }
    }

    /**
     * Ours and stock's share the idle time, for neither takes the machine anything to speak of then. Tuned stock asks
     * every second, which without an index is work that would be felt, so it is idle alone.
     */
    private void singles(Contestant product, Contestant stock, Contestant tuned) {
        turns.single(Report.SINGLE, List.of(product, stock), SETTINGS.idle()).forEach(this::keep);
        turns.single(Report.SINGLE, List.of(tuned), SETTINGS.idleOfTuned()).forEach(this::keep);
    }

    /** There and back, so that what drifts on the machine meets all alike. */
    private void inTurns(String phase, List<Contestant> contestants, int cases) {
        List<Contestant> back = new ArrayList<>(contestants);
        Collections.reverse(back);
        for (int round = 0; round < SETTINGS.rounds(); round++) {
            contestants.forEach(who -> burst(phase, who, cases, SETTINGS.limit()));
            back.forEach(who -> burst(phase, who, cases, SETTINGS.limit()));
        }
    }

    private void burst(String phase, Contestant who, int cases, Duration limit) {
        keep(turns.together(phase, who, cases, limit));
    }

    private void keep(Turn turn) {
        report.turn(turn);
        if (turn.who().equals(Product.NAME)) {
            assertThat(turn.outbox().count())
                    .as("timers that told")
                    .isEqualTo(turn.fired().size());
        }
    }
}
