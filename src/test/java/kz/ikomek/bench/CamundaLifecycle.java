package kz.ikomek.bench;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;

/**
 * Camunda 7.24 as it comes: its own connection pool, ids, job executor, history and tables; no code of an application, no
 * rights. What is told of a case is its variables.
 */
final class CamundaLifecycle implements Lifecycle, AutoCloseable {

    static final String NAME = "Camunda 7.24";
    static final String DATABASE = "camunda";

    private final ProcessEngine engine;

    CamundaLifecycle(String url) {
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName(NAME);
        configuration.setJdbcDriver("org.postgresql.Driver");
        configuration.setJdbcUrl(url);
        configuration.setJdbcUsername(Server.USER);
        configuration.setJdbcPassword(Server.USER);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setHistory("full");
        configuration.setJobExecutorActivate(false);
        this.engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addString("case.bpmn", Model.text("camunda=\"http://camunda.org/schema/1.0/bpmn\"", "camunda"))
                .deploy();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String database() {
        return DATABASE;
    }

    @Override
    public String register() {
        String name = UUID.randomUUID().toString();
        engine.getRuntimeService().startProcessInstanceByKey(Model.KEY, name, Cases.VARIABLES);
        return name;
    }

    @Override
    public List<String> steps() {
        return Model.STEPS;
    }

    @Override
    public String task(String name, String step) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(name)
                .taskDefinitionKey(step)
                .singleResult()
                .getId();
    }

    @Override
    public void claim(String task, String step) {
        engine.getTaskService().claim(task, step + "-1");
    }

    @Override
    public void complete(String task, String step) {
        engine.getTaskService().complete(task, Cases.FORMS.getOrDefault(step, Map.of()));
    }

    @Override
    public void on() {
        configuration().getJobExecutor().start();
    }

    @Override
    public void off() {
        configuration().getJobExecutor().shutdown();
    }

    private ProcessEngineConfigurationImpl configuration() {
        return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }

    @Override
    public long ended() {
        return engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .finished()
                .count();
    }

    @Override
    public void close() {
        engine.close();
    }
}
