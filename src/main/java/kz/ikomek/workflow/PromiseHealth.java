package kz.ikomek.workflow;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import kz.ikomek.mail.MailViews;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/**
 * The figures that must be 0, for engineers: appeals without a process or an outcome, mails given up, jobs given up. One
 * above 0 makes the status ATTENTION, never DOWN: a node that is taken out of service for it would help nobody.
 */
@Component("promise")
class PromiseHealth implements HealthIndicator {

    private static final Status ATTENTION = new Status("ATTENTION");

    private final LostAppeals lost;
    private final MailViews mails;
    private final RuntimeService runtime;

    PromiseHealth(LostAppeals lost, MailViews mails, RuntimeService runtime, MeterRegistry meters) {
        this.lost = lost;
        this.mails = mails;
        this.runtime = runtime;
        meters.gauge("ikomek.incidents.open", this, PromiseHealth::openIncidents);
    }

    @Override
    public Health health() {
        Map<String, Long> figures = Map.of(
                "lostAppeals", lost.lastCount(), "deadMails", mails.deadLetters(), "openIncidents", openIncidents());
        boolean kept = figures.values().stream().allMatch(figure -> figure == 0);
        return Health.status(kept ? Status.UP : ATTENTION).withDetails(figures).build();
    }

    private long openIncidents() {
        return runtime.createIncidentQuery().count();
    }
}
