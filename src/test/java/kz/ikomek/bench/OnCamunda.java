package kz.ikomek.bench;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

/** What is the same on Camunda's engine, whoever's it is. */
abstract class OnCamunda implements Lifecycle {

    final ProcessEngine engine;

    OnCamunda(ProcessEngine engine) {
        this.engine = engine;
    }

    @Override
    public final String task(String name, String step) {
        return Cases.task(configuration().getDataSource(), name, step);
    }

    @Override
    public final void on() {
        configuration().getJobExecutor().start();
    }

    @Override
    public final void off() {
        configuration().getJobExecutor().shutdown();
    }

    private ProcessEngineConfigurationImpl configuration() {
        return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }
}
