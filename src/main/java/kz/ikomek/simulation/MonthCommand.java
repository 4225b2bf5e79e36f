package kz.ikomek.simulation;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.shared.MovableClock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The command of profile {@code month}: plays the month on a fresh database, prints the table and ends, with exit code 1
 * when the figures are not as they must be. Touches no database that has appeals.
 */
@Component
@Profile("month")
class MonthCommand {

    private static final int STEPS = 50;

    private final Month month;
    private final MonthReport report;
    private final Catalog catalog;
    private final MovableClock clock;
    private final SimulationProperties properties;
    private final ConfigurableApplicationContext context;
    private final PrintStream out = System.out;

    MonthCommand(
            Month month,
            MonthReport report,
            Catalog catalog,
            MovableClock clock,
            SimulationProperties properties,
            ConfigurableApplicationContext context) {
        this.month = month;
        this.report = report;
        this.catalog = catalog;
        this.clock = clock;
        this.properties = properties;
        this.context = context;
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void ready(ApplicationReadyEvent event) {
        int code = run();
        out.flush();
        System.exit(SpringApplication.exit(context, () -> code));
    }

    private int run() {
        int there = report.registered();
        if (there > 0) {
            out.println(
                    "The month needs a fresh database, but this one has " + there + " appeals. Nothing was changed.");
            return 1;
        }
        LocalDate until = properties.until() == null ? LocalDate.now(Clock.system(Arrivals.ZONE)) : properties.until();
        Instant end = Arrivals.end(until);
        long began = System.nanoTime();
        out.printf(
                "%d appeals from %s to %s, seed %d%n",
                properties.appeals(), until.minusDays(Arrivals.CALLS_A_DAY.length), until, properties.seed());
        clock.setTo(Arrivals.start(until));
        Residents residents = new Residents();
        List<Plan> plans = Planner.month(catalog, residents, properties.appeals(), until, properties.seed());
        month.play(plans, residents, end, properties.seed(), clock, event -> {}, done -> bar(done, plans.size()));
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        Mix mix = Mix.ofTheFirstMonth().scaledTo(properties.appeals());
        out.println();
        out.println(report.table(mix, end, took));
        List<String> faults = report.faults(mix, Mix.openOf(properties.appeals()));
        faults.forEach(fault -> out.println("WRONG: " + fault));
        out.println(faults.isEmpty() ? "All figures are as they must be." : faults.size() + " figures are wrong.");
        return faults.isEmpty() ? 0 : 1;
    }

    private void bar(int done, int all) {
        int now = done * STEPS / all;
        if (now != (done - 1) * STEPS / all) {
            out.printf("\r[%s%s] %d of %d", "#".repeat(now), ".".repeat(STEPS - now), done, all);
            out.flush();
        }
    }
}
