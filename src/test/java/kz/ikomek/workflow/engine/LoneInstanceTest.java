package kz.ikomek.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.workflow.Centre;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.bpmn.behavior.ParallelMultiInstanceActivityBehavior;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityBehavior;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The work of one agency costs no execution and no counter of a loop; that of several is the engine's own loop. */
@IntegrationTest
class LoneInstanceTest {

    private static final String[] COUNTERS = {
        "loopCounter", "nrOfActiveInstances", "nrOfCompletedInstances", "nrOfInstances"
    };

    @Autowired
    Centre centre;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ProcessEngineConfigurationImpl engine;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void aQuietMonday() {
        centre.itIs("2026-11-16T10:00");
    }

    @Test
    void oneAgencyWorksWithoutALoop() {
        AppealNumber number = centre.registered("street-lighting");
        centre.routes(number, "street-lighting");
        assertThat(variables(number)).contains("agency").doesNotContain(COUNTERS);
        assertThat(executions(number)).isEqualTo(6);
        assertThat(runtime.getActivityInstance(instance(number)).getActivityInstances("execute"))
                .hasSize(1);

        centre.solves("street-lighting", number);
        assertThat(centre.waiting(number)).containsExactly("control");
        centre.does("controller", number, "control", Map.of("decision", "CONFIRMED"));
        assertThat(executions(number)).isZero();
    }

    @Test
    void severalWorkSideBySideAndTheLastOneEndsIt() {
        AppealNumber number = centre.registered("street-lighting");
        centre.routes(number, "street-lighting", "power-grid");
        assertThat(variables(number)).contains(COUNTERS);
        centre.solves("power-grid", number);
        assertThat(centre.waiting(number)).containsExactly("execute");
        centre.solves("street-lighting", number);
        assertThat(centre.waiting(number)).containsExactly("control");
    }

    @Test
    void whoeverWorksAloneCanFailAndBeginAgain() {
        AppealNumber number = centre.registered("street-lighting");
        centre.routes(number, "street-lighting");
        centre.does("executor-street-lighting", number, "execute", Map.of("decision", "NOT_OURS", "reason", "Жоқ"));
        centre.does("inspector", number, "reroute", Map.of("decision", "REINSPECT"));
        centre.routes(number, "power-grid");
        centre.solves("power-grid", number);
        centre.does("controller", number, "control", Map.of("decision", "NOT_CONFIRMED", "reason", "Жанбайды"));
        assertThat(centre.waiting(number)).containsExactly("execute");
        centre.solves("power-grid", number);
        assertThat(centre.waiting(number)).containsExactly("control");
    }

    /** By the version before, whose loop ran for one agency too. */
    @Test
    void whatWasBegunAsALoopOfOneEndsAsOne() {
        AppealNumber number = centre.registered("street-lighting");
        ActivityImpl body = body();
        ActivityBehavior ours = body.getActivityBehavior();
        assertThat(ours).isInstanceOf(LoneInstance.class);
        var stock = new ParallelMultiInstanceActivityBehavior();
        stock.setCollectionExpression(((LoneInstance) ours).getCollectionExpression());
        stock.setCollectionElementVariable(((LoneInstance) ours).getCollectionElementVariable());
        body.setActivityBehavior(stock);
        try {
            centre.routes(number, "street-lighting");
        } finally {
            body.setActivityBehavior(ours);
        }
        assertThat(variables(number)).contains(COUNTERS);
        centre.solves("street-lighting", number);
        assertThat(centre.waiting(number)).containsExactly("control");
        assertThat(variables(number)).doesNotContain(COUNTERS);
    }

    /** By a node of the version before, which would leave it standing there. */
    @Test
    void aBodyWithoutWorkIsNeverWritten() {
        AppealNumber number = centre.registered("street-lighting");
        centre.routes(number, "street-lighting");
        ActivityImpl body = body();
        ActivityBehavior ours = body.getActivityBehavior();
        body.setActivityBehavior(new ParallelMultiInstanceActivityBehavior());
        try {
            assertThatThrownBy(() -> centre.solves("street-lighting", number))
                    .hasStackTraceContaining("ikomek_no_body_without_work");
        } finally {
            body.setActivityBehavior(ours);
        }
        centre.solves("street-lighting", number);
        assertThat(centre.waiting(number)).containsExactly("control");
    }

    private ActivityImpl body() {
        return engine.getCommandExecutorTxRequired()
                .execute(context -> engine.getDeploymentCache()
                        .findDeployedLatestProcessDefinitionByKey("appeal")
                        .findActivity("agencyWork#multiInstanceBody"));
    }

    private String instance(AppealNumber number) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number.value())
                .singleResult()
                .getId();
    }

    private int executions(AppealNumber number) {
        return jdbc.sql("SELECT count(e.id_) FROM act_ru_execution p JOIN act_ru_execution e ON e.proc_inst_id_ = p.id_"
                        + " WHERE p.business_key_ = ?")
                .param(number.value())
                .query(Integer.class)
                .single();
    }

    private List<String> variables(AppealNumber number) {
        return jdbc.sql("SELECT v.name_ FROM act_ru_execution p JOIN act_ru_variable v ON v.proc_inst_id_ = p.id_"
                        + " WHERE p.business_key_ = ?")
                .param(number.value())
                .query(String.class)
                .list();
    }
}
