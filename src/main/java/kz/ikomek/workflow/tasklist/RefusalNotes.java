package kz.ikomek.workflow.tasklist;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Puts the {@link RefusalNote} outside of everything else that a command passes. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class RefusalNotes extends AbstractProcessEnginePlugin {

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        // The REST interface logs what failed, the job executor logs failed jobs; a refusal is no failure.
        configuration.setEnableCmdExceptionLogging(false);
        configuration.setCustomPreCommandInterceptorsTxRequired(
                RefusalNote.before(configuration.getCustomPreCommandInterceptorsTxRequired()));
    }
}
