package kz.ikomek.bench;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;

/**
 * Camunda 7.24 as it comes: its own connection pool, ids, job executor, history and tables; no code of an application, no
 * rights. What is told of a case is its variables.
 */
final class CamundaLifecycle extends OnCamunda implements AutoCloseable {

    static final String NAME = "Camunda 7.24";
    static final String DATABASE = "camunda";

    CamundaLifecycle(String url) {
        super(asItComes(url));
        engine.getRepositoryService()
                .createDeployment()
                .addString("case.bpmn", Model.text("camunda=\"http://camunda.org/schema/1.0/bpmn\"", "camunda"))
                .deploy();
    }

    private static ProcessEngine asItComes(String url) {
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName(NAME);
        configuration.setJdbcDriver("org.postgresql.Driver");
        configuration.setJdbcUrl(url);
        configuration.setJdbcUsername(Server.USER);
        configuration.setJdbcPassword(Server.USER);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setHistory("full");
        configuration.setJobExecutorActivate(false);
        return configuration.buildProcessEngine();
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
    public void claim(String task, String step) {
        engine.getTaskService().claim(task, step + "-1");
    }

    @Override
    public void complete(String task, String step) {
        engine.getTaskService().complete(task, Cases.FORMS.getOrDefault(step, Map.of()));
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
