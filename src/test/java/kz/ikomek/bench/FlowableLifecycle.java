package kz.ikomek.bench;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;

/** Flowable 7 as it comes, with the model and the history that {@link CamundaLifecycle} has. */
final class FlowableLifecycle implements Lifecycle, AutoCloseable {

    static final String NAME = "Flowable 7";
    static final String DATABASE = "flowable";

    private final ProcessEngine engine;

    FlowableLifecycle(String url) {
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setEngineName(NAME);
        configuration.setJdbcDriver("org.postgresql.Driver");
        configuration.setJdbcUrl(url);
        configuration.setJdbcUsername(Server.USER);
        configuration.setJdbcPassword(Server.USER);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setHistoryLevel(HistoryLevel.FULL);
        configuration.setAsyncExecutorActivate(false);
        this.engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addString("case.bpmn20.xml", Model.text("flowable=\"http://flowable.org/bpmn\"", "flowable"))
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
        return Cases.task(engine.getProcessEngineConfiguration().getDataSource(), name, step);
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
        engine.getProcessEngineConfiguration().getAsyncExecutor().start();
    }

    @Override
    public void off() {
        engine.getProcessEngineConfiguration().getAsyncExecutor().shutdown();
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
