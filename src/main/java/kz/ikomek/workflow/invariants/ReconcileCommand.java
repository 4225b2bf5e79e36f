package kz.ikomek.workflow.invariants;

import java.io.PrintStream;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The command of profile {@code reconcile}: looks at every appeal there is, repairs what is safe if {@code
 * ikomek.reconcile.repair} says so, prints what it found and ends, with exit code 1 when something is left.
 */
@Component
@Profile("reconcile")
class ReconcileCommand {

    private final Reconciliation reconciliation;
    private final ConfigurableApplicationContext context;
    private final boolean repair;
    private final PrintStream out = System.out;

    ReconcileCommand(
            Reconciliation reconciliation,
            ConfigurableApplicationContext context,
            @Value("${ikomek.reconcile.repair:false}") boolean repair) {
        this.reconciliation = reconciliation;
        this.context = context;
        this.repair = repair;
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void ready(ApplicationReadyEvent event) {
        var result = reconciliation.reconcile(Instant.EPOCH, repair);
        for (Invariant invariant : Invariant.values()) {
            var numbers = result.broken().get(invariant);
            out.printf("%-20s %d%n", invariant.tag(), numbers == null ? 0 : numbers.size());
            if (numbers != null) {
                numbers.forEach(number -> out.println("  " + number));
            }
        }
        result.repaired().forEach(number -> out.println("REPAIRED the timer of " + number));
        out.println(result.isKept() ? "Every promise is kept." : "Something is broken.");
        out.flush();
        int code = result.isKept() ? 0 : 1;
        System.exit(SpringApplication.exit(context, () -> code));
    }
}
