package kz.ikomek.workflow.engine;

import io.micrometer.core.instrument.MeterRegistry;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.incident.DefaultIncidentHandler;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.runtime.Incident;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Tells the engineers about a job that is given up, because behind it stands a case that nobody is warned about any
 * more: a line of level ERROR and the counter {@code ikomek.incidents}.
 */
final class IncidentAlarm extends DefaultIncidentHandler {

    private static final Logger log = LoggerFactory.getLogger(IncidentAlarm.class);

    private final ObjectProvider<MeterRegistry> meters;

    IncidentAlarm(ObjectProvider<MeterRegistry> meters) {
        super(Incident.FAILED_JOB_HANDLER_TYPE);
        this.meters = meters;
    }

    @Override
    public Incident handleIncident(IncidentContext context, String message) {
        Incident incident = super.handleIncident(context, message);
        Context.getCommandContext()
                .getTransactionContext()
                .addTransactionListener(TransactionState.COMMITTED, committed -> raise(context));
        return incident;
    }

    private void raise(IncidentContext context) {
        meters.ifAvailable(registry -> registry.counter("ikomek.incidents").increment());
        log.error(
                "Job {} of step {} is given up after all its tries; look at it in Cockpit.",
                context.getConfiguration(),
                context.getActivityId());
    }
}
