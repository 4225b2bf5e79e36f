package kz.ikomek.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kz.ikomek.appeals.AppealState;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.workflow.Centre;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.bpmn.deployer.BpmnDeployer;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The engine compares values and calls our beans; it runs nobody's code. */
@IntegrationTest
class HardeningTest {

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngineConfigurationImpl engine;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Centre centre;

    @BeforeEach
    void aQuietMonday() {
        centre.itIs("2026-11-16T10:00");
    }

    @ParameterizedTest
    @CsvSource({
        "${district == null}, true",
        "${moreTime == null}, true",
        "${safe || underControl || reopened}, false",
        "${attempts < 3}, true",
        "${danger}, false"
    })
    void aVariableThatNobodySetIsFalseOrNoneOrNull(String expression, boolean expected) {
        Task task = aTask();
        jdbc.sql("DELETE FROM act_ru_variable WHERE name_ = 'district' AND proc_inst_id_ ="
                        + " (SELECT proc_inst_id_ FROM act_ru_task WHERE id_ = ?)")
                .param(task.getId())
                .update();
        assertThat(evaluate(expression, task)).isEqualTo(expected);
    }

    /** The engine is told not to look for them, so there may be none. */
    @Test
    void nobodyIsDeniedAnything() {
        var denial = "{\"type\": 2, \"permissions\": [\"READ\"], \"userId\": \"operator\", \"resourceType\": 6,"
                + " \"resourceId\": \"*\"}";
        var answer = StaffClient.basic(port, "admin").pastTheOffer().post("/authorization/create", denial);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.told()).contains("тыйым салу жоқ");
        assertThatThrownBy(
                        () -> jdbc.sql("INSERT INTO act_ru_authorization (id_, rev_, type_, user_id_, resource_type_,"
                                        + " resource_id_, perms_) VALUES ('denial', 1, 2, 'operator', 6, '*', 1)")
                                .update())
                .hasMessageContaining("ikomek_nothing_but_grants");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${''.class}",
                "${''.getClass()}",
                "${''['class']}",
                "${''.getClass().forName('java.lang.Runtime').getMethod('getRuntime').invoke(null).exec('id')}",
                "${now().getClass().getClassLoader()}",
                "${dateTime().class.classLoader}",
                "${registerAppeal.class}",
                "${registerAppeal.getClass().getClassLoader()}",
                "${registerAppeal.execute(execution)}",
                "${recordWork.notify(task)}",
                "${assignments.getClass()}",
                "${execution.getProcessEngineServices().getRuntimeService()}",
                "${execution.processEngineServices}",
                "${execution.setVariable('danger', false)}",
                "${task.processEngineServices}",
                "${task.complete()}",
                "${task.execution.processEngine}",
                "${currentUserGroups().getClass()}",
                "${dataSource}",
                "${processEngine}",
                "${applicationContext}",
                "${environment.systemProperties}",
                "${registerAppealUseCase}",
                "${lifecycle}",
                "${appealStore}",
                "${S('{}').getClass()}",
                "${JSON('{}').unwrap()}"
            })
    void anExpressionReachesNoCode(String expression) {
        assertThatThrownBy(() -> evaluate(expression, aTask())).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> evaluate(expression, null)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void anExpressionComparesValuesAndReckonsDates() {
        Task task = aTask();
        assertThat(evaluate("${kind == 'STANDARD' && !danger}", task)).isEqualTo(true);
        assertThat(evaluate("agency-${agency}", task)).isEqualTo("agency-street-lighting");
        assertThat(evaluate("${assignments.open(appealNumber).size()}", task)).isEqualTo(1);
        assertThat(evaluate("${now()}", null)).isInstanceOf(Date.class);
        assertThat(evaluate("${dateTime().plusHours(4).toDate()}", null)).isInstanceOf(Date.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<bpmn:scriptTask id='bad' scriptFormat='javascript'><bpmn:script>1</bpmn:script></bpmn:scriptTask>",
                "<bpmn:serviceTask id='bad' camunda:class='java.lang.Object'/>",
                "<bpmn:serviceTask id='bad' camunda:expression='${registerAppeal}'/>",
                "<bpmn:serviceTask id='bad' camunda:delegateExpression='${dataSource}'/>",
                "<bpmn:serviceTask id='bad' camunda:delegateExpression='${registerAppeal.execute(execution)}'/>",
                "<bpmn:serviceTask id='bad' camunda:type='shell'/>",
                "<bpmn:serviceTask id='bad' camunda:type='mail'/>",
                "<bpmn:serviceTask id='bad' camunda:type='external' camunda:topic='x'/>",
                "<bpmn:serviceTask id='bad' activiti:class='java.lang.Object'/>",
                "<bpmn:sendTask id='bad' camunda:class='java.lang.Object'/>",
                "<bpmn:businessRuleTask id='bad' camunda:class='java.lang.Object'/>",
                "<bpmn:serviceTask id='bad'><bpmn:extensionElements><camunda:connector>"
                        + "<camunda:connectorId>http-connector</camunda:connectorId></camunda:connector>"
                        + "</bpmn:extensionElements></bpmn:serviceTask>",
                "<bpmn:userTask id='bad'><bpmn:extensionElements>"
                        + "<camunda:taskListener event='create' class='java.lang.Object'/>"
                        + "</bpmn:extensionElements></bpmn:userTask>",
                "<bpmn:userTask id='bad'><bpmn:extensionElements>"
                        + "<camunda:taskListener event='create' expression='${task.complete()}'/>"
                        + "</bpmn:extensionElements></bpmn:userTask>",
                "<bpmn:userTask id='bad'><bpmn:extensionElements><camunda:executionListener event='start'>"
                        + "<camunda:script scriptFormat='groovy'>1</camunda:script></camunda:executionListener>"
                        + "</bpmn:extensionElements></bpmn:userTask>",
                "<bpmn:userTask id='bad'><bpmn:extensionElements><camunda:inputOutput>"
                        + "<camunda:inputParameter name='x'><camunda:script scriptFormat='groovy'>1</camunda:script>"
                        + "</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements></bpmn:userTask>",
                "<bpmn:userTask id='bad' camunda:formHandlerClass='java.lang.Object'/>",
                "<bpmn:userTask id='bad'><bpmn:extensionElements><camunda:formData>"
                        + "<camunda:formField id='x' type='string'><camunda:validation>"
                        + "<camunda:constraint name='validator' config='java.lang.Object'/></camunda:validation>"
                        + "</camunda:formField></camunda:formData></bpmn:extensionElements></bpmn:userTask>",
                "<bpmn:callActivity id='bad' calledElement='appeal' camunda:variableMappingClass='java.lang.Object'/>",
                "<bpmn:callActivity id='bad' calledElement='appeal'"
                        + " camunda:variableMappingDelegateExpression='${registerAppeal}'/>",
                "<bpmn:intermediateCatchEvent id='bad'><bpmn:conditionalEventDefinition id='bad'>"
                        + "<bpmn:condition xsi:type='bpmn:tFormalExpression' language='groovy'>true</bpmn:condition>"
                        + "</bpmn:conditionalEventDefinition></bpmn:intermediateCatchEvent>"
            })
    void aModelThatWouldRunCodeIsRefusedByTheEngineItself(String step) {
        assertThatThrownBy(() -> parse(step))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("'bad'")
                .hasMessageContaining("may not run code of its own");
    }

    @Test
    void aPlainModelIsNotRefused() {
        assertThat(parse("<bpmn:serviceTask id='good' camunda:delegateExpression='${closeAppeal}'/>"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript", "groovy", "juel", "python"})
    void aDecisionTableRunsFeelOnly(String language) {
        assertThat(decide("feel", "1 + 1")).hasToString("2");
        assertThatThrownBy(() -> decide(language, "1 + 1")).hasStackTraceContaining("Models are not allowed to run");
    }

    @Test
    void feelCallsNoJava() {
        Object found;
        try {
            found = decide(
                    "feel",
                    "{f: function(x) external {java: {class: \"java.lang.System\","
                            + " method signature: \"getProperty(java.lang.String)\"}}, r: f(\"user.home\")}.r");
        } catch (RuntimeException e) {
            found = null;
        }
        assertThat(found).isNull();
    }

    @Test
    void aFormBringsNoJavaObject() {
        Task task = aTask();
        var executor = StaffClient.basic(port, "executor-street-lighting");
        for (String value : Stream.of(
                        "\"type\":\"Object\",\"value\":\"rO0ABXQABGV2aWw=\",\"valueInfo\":{\"objectTypeName\":"
                                + "\"java.lang.String\",\"serializationDataFormat\":\"application/x-java-serialized-object\"}",
                        "\"type\":\"Object\",\"value\":\"{}\",\"valueInfo\":{\"objectTypeName\":"
                                + "\"javax.swing.JEditorPane\",\"serializationDataFormat\":\"application/json\"}",
                        "\"type\":\"Object\",\"value\":\"\\\"x\\\"\",\"valueInfo\":{\"objectTypeName\":"
                                + "\"org.springframework.context.support.FileSystemXmlApplicationContext\","
                                + "\"serializationDataFormat\":\"application/json\"}")
                .toList()) {
            var answer = executor.post(
                    "/task/" + task.getId() + "/submit-form",
                    "{\"variables\":{\"decision\":{\"value\":\"SOLVED\"},\"report\":{" + value + "}}}");
            assertThat(answer.status()).as(answer.body()).isGreaterThanOrEqualTo(400);
            assertThat(tasks.createTaskQuery().taskId(task.getId()).count()).isEqualTo(1);
        }
    }

    private Task aTask() {
        var number = centre.registered("street-lighting");
        centre.routes(number, "street-lighting");
        assertThat(centre.appeal(number).state()).isEqualTo(AppealState.EXECUTION);
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(number.value())
                .singleResult();
    }

    private @Nullable Object evaluate(String expression, @Nullable Task task) {
        return engine.getCommandExecutorTxRequired().execute(context -> {
            VariableScope scope = task == null ? null : context.getTaskManager().findTaskById(task.getId());
            return engine.getExpressionManager().createExpression(expression).getValue(scope);
        });
    }

    /** Reads a model as the engine reads an old version: past the gate, which sees new deployments only. */
    private List<ProcessDefinitionEntity> parse(String step) {
        String model = """
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:activiti="http://activiti.org/bpmn"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="t">
                  <bpmn:process id="hardening-probe" isExecutable="true" camunda:historyTimeToLive="P1D">
                    <bpmn:startEvent id="start"/>
                    %s
                  </bpmn:process>
                </bpmn:definitions>""".formatted(step);
        var parser = engine.getDeployers().stream()
                .filter(BpmnDeployer.class::isInstance)
                .map(BpmnDeployer.class::cast)
                .findFirst()
                .orElseThrow()
                .getBpmnParser();
        return engine.getCommandExecutorTxRequired().execute(context -> {
            BpmnParse parse = parser.createParse()
                    .sourceInputStream(new ByteArrayInputStream(model.getBytes(StandardCharsets.UTF_8)))
                    .deployment(new DeploymentEntity())
                    .name("hardening-probe.bpmn");
            parse.execute();
            return parse.getProcessDefinitions();
        });
    }

    private @Nullable Object decide(String language, String expression) {
        return engine.getCommandExecutorTxRequired().execute(context -> {
            var decisions = engine.getDmnEngine();
            var decision = decisions.parseDecision("probe", dmn(language, expression));
            return decisions
                    .evaluateDecision(decision, Map.of())
                    .getSingleResult()
                    .getSingleEntry();
        });
    }

    private static ByteArrayInputStream dmn(String language, String expression) {
        return new ByteArrayInputStream("""
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="t"
                    xmlns:camunda="http://camunda.org/schema/1.0/dmn">
                  <decision id="probe" name="probe" camunda:historyTimeToLive="P1D">
                    <variable id="v" name="v"/>
                    <literalExpression id="l" expressionLanguage="%s"><text><![CDATA[%s]]></text></literalExpression>
                  </decision>
                </definitions>""".formatted(language, expression).getBytes(StandardCharsets.UTF_8));
    }
}
