package kz.ikomek.bench;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Camunda 7.24 as it comes: its own connection pool, ids, history and tables, in a database of its own on the same server.
 * The model has the shape of ours where a timer is concerned: a person's task that waits, and beside it a timer that
 * comes back, each time through a delegate.
 */
final class Stock implements Contestant, AutoCloseable {

    static final String NAME = "stock";
    static final String TUNED = "stock tuned";
    static final String NEXT_ALERT = "nextAlert";

    private static final String PROCESS = "watched";

    private final String name;
    private final ProcessEngine engine;
    private final Telling telling;
    private final JobTable jobs;

    /** With the job executor's settings as they come. */
    static Stock asItComes(String url, JdbcClient jdbc, Telling telling) {
        return new Stock(NAME, new DefaultJobExecutor(), url, jdbc, telling);
    }

    /** With settings of the job executor that are as good as they get. */
    static Stock tuned(String url, JdbcClient jdbc, Telling telling) {
        var executor = new DefaultJobExecutor();
        executor.setMaxWait(1_000);
        executor.setWaitTimeInMillis(250);
        executor.setMaxJobsPerAcquisition(64);
        executor.setCorePoolSize(8);
        executor.setMaxPoolSize(8);
        executor.setQueueSize(128);
        return new Stock(TUNED, executor, url, jdbc, telling);
    }

    private Stock(String name, DefaultJobExecutor executor, String url, JdbcClient jdbc, Telling telling) {
        this.name = name;
        this.telling = telling;
        this.jobs = new JobTable(jdbc);
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName(name + " " + telling);
        configuration.setJdbcDriver("org.postgresql.Driver");
        configuration.setJdbcUrl(url);
        configuration.setJdbcUsername(Server.USER);
        configuration.setJdbcPassword(Server.USER);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setHistory("full");
        configuration.setJobExecutor(executor);
        configuration.setJobExecutorActivate(false);
        configuration.setBeans(Map.of("escalate", telling));
        this.engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .name(PROCESS)
                .enableDuplicateFiltering(true)
                .addModelInstance(PROCESS + ".bpmn", model())
                .deploy();
    }

    private static BpmnModelInstance model() {
        return Bpmn.createExecutableProcess(PROCESS)
                .camundaHistoryTimeToLive(180)
                .startEvent()
                .parallelGateway("fork")
                .userTask("work")
                .endEvent()
                .moveToNode("fork")
                .intermediateCatchEvent("watch")
                .timerWithDate("${" + NEXT_ALERT + "}")
                .serviceTask("escalate")
                .camundaDelegateExpression("${escalate}")
                .connectTo("watch")
                .done();
    }

    ProcessEngineConfigurationImpl configuration() {
        return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> start(int cases) {
        return Crew.each(
                cases,
                () -> engine.getRuntimeService()
                        .startProcessInstanceByKey(PROCESS, Map.of(NEXT_ALERT, Date.from(FAR)))
                        .getId());
    }

    @Override
    public void due(Map<String, Instant> timers) {
        jobs.due(timers);
    }

    @Override
    public void on() {
        configuration().getJobExecutor().start();
    }

    @Override
    public void off() {
        configuration().getJobExecutor().shutdown();
    }

    @Override
    public void forget() {
        telling.forget();
    }

    @Override
    public int told() {
        return telling.told();
    }

    @Override
    public int unsent() {
        return 0;
    }

    @Override
    public List<Fired> fired(Map<String, Instant> timers) {
        return telling.fired(timers);
    }

    @Override
    public JobTable jobs() {
        return jobs;
    }

    @Override
    public void close() {
        engine.close();
    }
}
