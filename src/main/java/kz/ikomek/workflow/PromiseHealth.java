package kz.ikomek.workflow;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import kz.ikomek.mail.MailViews;
import kz.ikomek.workflow.invariants.Reconciliation;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/**
 * The figures that must be 0, for engineers: invariants that are broken, mails given up, jobs given up. One
 * above 0 makes the status ATTENTION, never DOWN: a node that is taken out of service for it would help nobody.
 */
@Component("promise")
class PromiseHealth implements HealthIndicator {

    private static final Status ATTENTION = new Status("ATTENTION");

    /** Three looks that failed. */
    private static final Duration OVERDUE = Duration.ofMinutes(30);

    private final Reconciliation reconciliation;
    private final MailViews mails;
    private final JobsNow jobs;
    private final Clock clock;

    PromiseHealth(Reconciliation reconciliation, MailViews mails, JobsNow jobs, Clock clock) {
        this.clock = clock;
        this.reconciliation = reconciliation;
        this.mails = mails;
        this.jobs = jobs;
    }

    @Override
    public Health health() {
        Map<String, Long> figures =
                new TreeMap<>(Map.of("deadMails", mails.deadLetters(), "openIncidents", jobs.openIncidents()));
        reconciliation.lastFigures().forEach((invariant, broken) -> figures.put(invariant, (long) broken));
        boolean overdue = reconciliation.lastLook().plus(OVERDUE).isBefore(clock.instant());
        figures.put("lookOverdue", overdue ? 1L : 0L);
        boolean kept = figures.values().stream().allMatch(figure -> figure == 0);
        return Health.status(kept ? Status.UP : ATTENTION).withDetails(figures).build();
    }
}
