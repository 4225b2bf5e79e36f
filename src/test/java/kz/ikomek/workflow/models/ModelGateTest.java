package kz.ikomek.workflow.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Sentences;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.ResourceBundleMessageSource;

/** The build's use of the gate: our own models pass it, and each rule is shown to bite on a change of theirs. */
class ModelGateTest {

    private static final Sentences SENTENCES = sentences();

    @BeforeAll
    static void theMutationsAreOfTheRealModels() {
        assertThat(ShippedModels.files()).hasSizeGreaterThan(14);
    }

    @Test
    void ourOwnModelsPass() {
        assertThat(told(ShippedModels.files())).isEmpty();
    }

    /** File, what is changed, the element that the sentence names, the rule. */
    static Stream<Arguments> mutations() {
        String delegate = "camunda:delegateExpression=\"${closeAppeal}\"";
        String inspect = "<bpmn:userTask id=\"inspect\" camunda:formRef=\"inspect\"";
        String toDanger = "${!reopened &amp;&amp; danger &amp;&amp; agency != null}";
        return Stream.of(
                bpmn("class", delegate, "camunda:class=\"java.lang.Runtime\"", "Жабу / Закрыть", "closeAppeal"),
                bpmn("expression", delegate, "camunda:expression=\"${x.y()}\"", "Жабу / Закрыть", "closeAppeal"),
                bpmn("external", delegate, "camunda:type=\"external\" camunda:topic=\"t\"", "Жабу", "closeAppeal"),
                bpmn("bean", delegate, "camunda:delegateExpression=\"${dataSource}\"", "Жабу", "closeAppeal"),
                bpmn("bean", delegate, "camunda:delegateExpression=\"${closeAppeal.x()}\"", "Жабу", "closeAppeal"),
                bpmn("bean-place", delegate, "camunda:delegateExpression=\"${recordWork}\"", "Жабу", "closeAppeal"),
                bpmn("script", "bpmn:serviceTask", "bpmn:scriptTask", "Тіркеу / Регистрация", "registerAppeal"),
                bpmn("element", "bpmn:serviceTask", "bpmn:callActivity", "Тіркеу / Регистрация", "registerAppeal"),
                bpmn(
                        "connector",
                        "<camunda:taskListener delegateExpression=\"${recordEnquiry}\" event=\"complete\"/>",
                        "<camunda:connector/>",
                        "Анықтама беру / Ответить на справку",
                        "answerEnquiry"),
                bpmn(
                        "script",
                        "<camunda:taskListener delegateExpression=\"${recordEnquiry}\" event=\"complete\"/>",
                        "<camunda:taskListener event=\"complete\"><camunda:script scriptFormat=\"js\">1</camunda:script>"
                                + "</camunda:taskListener>",
                        "Анықтама беру / Ответить на справку",
                        "answerEnquiry"),
                bpmn(
                        "mapping",
                        "<camunda:taskListener delegateExpression=\"${recordEnquiry}\" event=\"complete\"/>",
                        "<camunda:inputOutput/>",
                        "Анықтама беру / Ответить на справку",
                        "answerEnquiry"),
                bpmn(
                        "listener-missing",
                        "<camunda:taskListener delegateExpression=\"${recordControl}\" event=\"complete\"/>",
                        "",
                        "Кері қоңырау / Обратный звонок",
                        "control"),
                bpmn(
                        "form-listener",
                        "delegateExpression=\"${recordControl}\"",
                        "delegateExpression=\"${recordWork}\"",
                        "Кері қоңырау / Обратный звонок",
                        "control"),
                bpmn(
                        "language",
                        "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">${answered}",
                        "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\" language=\"groovy\">${answered}",
                        "Иә / Да",
                        "answeredAtOnce"),
                bpmn("condition", toDanger, "${''.getClass()}", "Қауіпті / Опасно", "pathDanger"),
                bpmn("condition", toDanger, "${closeAppeal('x')}", "Қауіпті / Опасно", "pathDanger"),
                bpmn("variable", toDanger, "${phone == '8'}", "Қауіпті / Опасно", "pathDanger"),
                bpmn("value", "kind == 'MEDICINE'", "kind == 'MEDISINE'", "Дәрі / Лекарство", "pathMedicine"),
                bpmn("form-missing", inspect, "<bpmn:userTask id=\"inspect\"", "Тексеру және жолдау", "inspect"),
                bpmn(
                        "form-unknown",
                        inspect,
                        "<bpmn:userTask id=\"inspect\" camunda:formRef=\"inspekt\"",
                        "Тексеру және жолдау",
                        "inspect"),
                bpmn(
                        "form-binding",
                        "camunda:formRef=\"clarify\" camunda:formRefBinding=\"latest\"",
                        "camunda:formRef=\"clarify\" camunda:formRefBinding=\"deployment\"",
                        "Нақтылау / Уточнить",
                        "clarify"),
                bpmn("group", "\"pharmacists\"", "\"pharmacist\"", "Дәріні табу", "findMedicine"),
                bpmn("group", "\"agency-${agency}\"", "\"${agency}\"", "Орындау / Исполнить", "execute"),
                bpmn(
                        "attribute",
                        "camunda:candidateGroups=\"pharmacists\"",
                        "camunda:assignee=\"x\"",
                        "Дәріні",
                        "findM"),
                bpmn(
                        "due-date",
                        "camunda:candidateGroups=\"pharmacists\" camunda:dueDate=\"${due}\"",
                        "camunda:candidateGroups=\"pharmacists\" camunda:dueDate=\"${dateTime().plusDays(1)}\"",
                        "Дәріні табу",
                        "findMedicine"),
                bpmn("timer", "${callAgainAt}", "${attempts}", "Кейін қайта қоңырау шалу", "callAgain"),
                bpmn("name", "name=\"Нақтылау / Уточнить\"", "name=\"Clarify\"", "Clarify", "clarify"),
                bpmn("time-to-live", "camunda:historyTimeToLive=\"P180D\"", "", "Өтініш / Обращение", "appeal"),
                bpmn("watch", ">${nextAlert}<", ">${due}<", "Мерзімді күту / Ждать срока", "watch"),
                bpmn(
                        "watch",
                        "id=\"watchOn\" sourceRef=\"escalate\" targetRef=\"watch\"",
                        "id=\"watchOn\" sourceRef=\"escalate\" targetRef=\"inspect\"",
                        "Мерзімді күту / Ждать срока",
                        "watch"),
                bpmn("element-missing", "\"checkDanger\"", "\"dangerCheck\"", "", "checkDanger"),
                bpmn("process", "<bpmn:process id=\"appeal\"", "<bpmn:process id=\"own\"", "Өтініш", "own"),
                bpmn("start-form", "camunda:formRef=\"register\"", "camunda:formRef=\"clarify\"", "Өтініш", "appeal"),
                bpmn("message", "name=\"appeal.reopened\"", "name=\"any\"", "any", "messageReopened"),
                bpmn("withdrawal", " triggeredByEvent=\"true\"", "", "Өтініш / Обращение", "appeal"),
                bpmn("closing", "<bpmn:terminateEventDefinition id=\"endClosedTerminate\"/>", "", "Өтініш", "appeal"),
                bpmn(
                        "terminate",
                        "<bpmn:incoming>answeredAtOnce</bpmn:incoming>",
                        "<bpmn:incoming>answeredAtOnce</bpmn:incoming><bpmn:terminateEventDefinition id=\"t\"/>",
                        "Жауап берілді / Отвечено",
                        "endAnswered"),
                bpmn("default-flow", " default=\"notAnswered\"", "", "Бірден жауап берілді ме?", "gwAnswered"),
                bpmn("decision", "\"routing\"", "\"roating\"", "Мекемені ұсыну", "proposeAgency"),
                bpmn(
                        "decision-result",
                        "camunda:resultVariable=\"agency\"",
                        "camunda:resultVariable=\"appealNumber\"",
                        "Мекемені ұсыну",
                        "proposeAgency"),
                bpmn(
                        "group-agency",
                        "camunda:formRef=\"control\" camunda:formRefBinding=\"latest\" camunda:candidateGroups=\"controllers\"",
                        "camunda:formRef=\"control\" camunda:formRefBinding=\"latest\" camunda:candidateGroups=\"agency-${agency}\"",
                        "Кері қоңырау / Обратный звонок",
                        "control"),
                bpmn(
                        "endless",
                        "id=\"toSafety\" sourceRef=\"mergeRouted\" targetRef=\"gwSafety\"",
                        "id=\"toSafety\" sourceRef=\"mergeRouted\" targetRef=\"mergeRouted\"",
                        "",
                        "mergeRouted"),
                bpmn(
                        "element",
                        "<bpmn:endEvent id=\"endSafe\"",
                        "<bpmndi:serviceTask id=\"x\" camunda:class=\"a.B\"/><bpmn:endEvent id=\"endSafe\"",
                        "Өтініш / Обращение",
                        "appeal"),
                bpmn(
                        "step-form",
                        "<bpmn:userTask id=\"clarify\" camunda:formRef=\"clarify\"",
                        "<bpmn:userTask id=\"clarify\" camunda:formRef=\"keep-under-control\"",
                        "Нақтылау / Уточнить",
                        "clarify"),
                bpmn("collection", "${assignments.open(appealNumber)}", "${further}", "Мекеменің жұмысы", "agencyWork"),
                bpmn("doctype", "<bpmn:definitions", "<!DOCTYPE a><bpmn:definitions", "", ""),
                dmn("norms.dmn", "hit-policy", "hitPolicy=\"FIRST\"", "hitPolicy=\"COLLECT\"", "", "normsTable"),
                dmn("norms.dmn", "feel", "typeRef=\"boolean\"", "expressionLanguage=\"groovy\"", "", "norms-in-danger"),
                dmn("norms.dmn", "input", "<text>danger</text>", "<text>phone</text>", "Қауіпті", "norms-in-danger"),
                dmn("norms.dmn", "output", "name=\"reason\"", "name=\"why\"", "", "normsTable"),
                dmn("norms.dmn", "table", "<decision id=\"norms\"", "<decision id=\"own\"", "Нормалар", "own"),
                dmn("norms.dmn", "answer-value", "\"PT30M\"", "\"30 min\"", "Нормалар / Нормы", "norms"),
                dmn("norms.dmn", "time-to-live", "camunda:historyTimeToLive=\"P180D\"", "", "Нормалар", "norms"),
                dmn(
                        "ladder.dmn",
                        "annotation",
                        "Бақылау мерзімі бітті: ауысым жетекшісі / Срок контроля истёк: старший смены",
                        "",
                        "",
                        "ladder-14"),
                dmn("ladder.dmn", "no-answer", "\"STATUTORY\"", "\"X\"", "Эскалация сатысы", "ladder"),
                dmn("norms.dmn", "answer-value", "<text>75</text>", "<text>0</text>", "Нормалар / Нормы", "norms"),
                dmn("ladder.dmn", "answer-value", "\"SHIFT_SUPERVISOR\"", "\"BOSS\"", "Эскалация сатысы", "ladder"),
                dmn("routing.dmn", "agency", "\"health\"", "\"healt\"", "Дәріханада", "routing-1"),
                form("control.form", "schema-version", "\"schemaVersion\": 16", "\"schemaVersion\": 19", "", "control"),
                form("control.form", "label", "Себебі / Причина", "Reason", "Reason", "reason"),
                form("control.form", "label", "Себебі / Причина", "{{phone}} / {{phone}}", "{{phone}}", "reason"),
                form("control.form", "field-missing", "\"key\": \"reason\"", "\"key\": \"cause\"", "", "control"),
                form("control.form", "field-unknown", "\"key\": \"reason\"", "\"key\": \"cause\"", "Себебі", "cause"),
                form("control.form", "field-type", "\"textarea\"", "\"dynamiclist\"", "Ескертпе / Примечание", "note"),
                form(
                        "control.form",
                        "field-type",
                        "\"type\": \"textarea\"",
                        "\"type\": \"datetime\", \"subtype\": \"date\"",
                        "Ескертпе / Примечание",
                        "note"),
                form(
                        "control.form",
                        "field-default",
                        "\"key\": \"reason\"",
                        "\"key\": \"reason\", \"defaultValue\": \"=residentName\"",
                        "Себебі / Причина",
                        "reason"),
                form("control.form", "field-choice", "\"NO_ANSWER\"", "\"NOBODY\"", "Кері қоңырау", "decision"),
                form("inspect.form", "field-options", "\"agencies\"", "\"everything\"", "Мекеме / Ведомство", "agency"),
                form("inspect.form", "form-id", "\"id\": \"inspect\"", "\"id\": \"own\"", "", "own"));
    }

    @ParameterizedTest(name = "{1} {4}")
    @MethodSource("mutations")
    void aModelThatBreaksARuleIsRefusedAndTheElementNamed(
            String file, String rule, UnaryOperator<String> change, String name, String id) {
        String before = ShippedModels.text(file);
        String after = change.apply(before);
        assertThat(after).as("the change changes something").isNotEqualTo(before);

        var files = ShippedModels.files();
        files.put(file, ShippedModels.bytes(after));
        files.keySet().removeIf(other -> other.endsWith(".dmn") && !other.equals(file));
        var problems = ModelGate.problems(files, ShippedModels.surroundings());

        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(rule);
            assertThat(problem.id()).startsWith(id);
            assertThat(problem.name()).startsWith(name);
        });
        for (Language language : Language.values()) {
            assertThat(problems)
                    .allSatisfy(problem -> assertThat(problem.sentence(SENTENCES, language))
                            .startsWith(problem.file())
                            .doesNotContainPattern("\\{\\d}"));
        }
    }

    @Test
    void onlyModelsAndFormsAreTaken() {
        assertThat(told(Map.of("evil.groovy", new byte[0])))
                .containsExactly("evil.groovy, –: only files that end in .bpmn, .dmn or .form are taken.");
    }

    @Test
    void namesOfTheFormerEngineAreNoWayAround() {
        String model = ShippedModels.text("appeal.bpmn")
                .replace("xmlns:camunda=", "xmlns:old=\"http://activiti.org/bpmn\" xmlns:camunda=")
                .replace("camunda:delegateExpression=\"${closeAppeal}\"", "old:class=\"java.lang.Runtime\"");
        var files = ShippedModels.files();
        files.put("appeal.bpmn", ShippedModels.bytes(model));

        assertThat(told(files))
                .anyMatch(sentence -> sentence.contains("(closeAppeal)") && sentence.contains("old:class"));
    }

    private static List<String> told(Map<String, byte[]> files) {
        return ModelGate.problems(files, ShippedModels.surroundings()).stream()
                .map(problem -> problem.sentence(SENTENCES, Language.EN))
                .toList();
    }

    private static Arguments bpmn(String rule, String from, String to, String name, String id) {
        return row("appeal.bpmn", rule, from, to, name, id);
    }

    private static Arguments dmn(String file, String rule, String from, String to, String name, String id) {
        return row(file, rule, from, to, name, id);
    }

    private static Arguments form(String file, String rule, String from, String to, String name, String id) {
        return row(file, rule, from, to, name, id);
    }

    private static Arguments row(String file, String rule, String from, String to, String name, String id) {
        UnaryOperator<String> change = text -> text.replace(from, to);
        return arguments(file, rule, change, name, id);
    }

    private static Sentences sentences() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames("messages/models");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        var context = new AnnotationConfigApplicationContext();
        context.registerBean("messageSource", MessageSource.class, () -> messages);
        context.register(Sentences.class);
        context.refresh();
        return context.getBean(Sentences.class);
    }
}
