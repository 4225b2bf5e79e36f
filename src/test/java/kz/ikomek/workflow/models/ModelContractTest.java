package kz.ikomek.workflow.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.appeals.VerifyAppeal;
import kz.ikomek.workflow.lifecycle.AppealProcess;
import kz.ikomek.workflow.lifecycle.HumanStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;

/** Models and code name the same things, in both directions. */
class ModelContractTest {

    private static final Element MODEL = Xml.read(ShippedModels.bytes(ShippedModels.text("appeal.bpmn")))
            .orElseThrow()
            .getDocumentElement();
    private static final List<Element> ELEMENTS = Xml.below(MODEL);
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern NAME = Pattern.compile("(?<![.'\\w])[A-Za-z]\\w*(?!\\w*')");
    private static final Path LIFECYCLE = Path.of("src/main/java/kz/ikomek/workflow/lifecycle");
    private static final Path TABLES = Path.of("src/main/java/kz/ikomek/workflow/engine/EngineDecisionTables.java");
    private static final Set<String> WORDS = Set.of("null", "true", "false");

    /** What the shorthands of a step read. */
    private static final Map<String, Set<String>> SHORTHANDS = Map.of(
            "correction()", Set.of("category", "district", "danger", "wording"),
            "agencies()", Set.of("agency", "furtherAgencies"),
            "agency(AGENCY)", Set.of("agency"),
            "category()", Set.of("category"),
            "district()", Set.of("district"),
            "ticked(AppealProcess.DANGER)", Set.of("danger"),
            "decision(", Set.of("decision"));

    @Test
    void theStepsOfTheModelAreTheStepsOfTheCode() {
        var inModel = elements("userTask").map(task -> task.getAttribute("id")).collect(Collectors.toSet());
        inModel.add("startCall");
        assertThat(Arrays.stream(HumanStep.values()).map(HumanStep::element))
                .containsExactlyInAnyOrderElementsOf(inModel);
        assertThat(ids()).contains(AppealProcess.WATCH, AppealProcess.EXECUTE);
        assertThat(elements("process").map(process -> process.getAttribute("id")))
                .containsExactly(AppealProcess.KEY);
    }

    @ParameterizedTest
    @EnumSource(
            value = HumanStep.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"REGISTER"})
    void aStepShowsItsFormAndIsRecordedByItsBean(HumanStep step) {
        var task = elements("userTask")
                .filter(found -> found.getAttribute("id").equals(step.element()))
                .findFirst()
                .orElseThrow();
        assertThat(task.getAttributeNS(BpmnRules.CAMUNDA, "formRef")).isEqualTo(step.form());
        assertThat(Xml.below(task).stream()
                        .filter(listener -> listener.getAttribute("event").equals("complete"))
                        .map(listener -> listener.getAttribute("delegateExpression")))
                .containsExactly("${" + step.bean() + "}");
    }

    @Test
    void theBeansThatTheModelCallsAreTheBeansThatThereAre() {
        Set<String> called = ELEMENTS.stream()
                .flatMap(element -> Xml.attributes(element).stream())
                .filter(attribute -> Set.of("delegateExpression", "collection").contains(attribute.getLocalName())
                        || attribute.getName().equals("delegateExpression"))
                .flatMap(attribute -> EXPRESSION.matcher(attribute.getValue()).results())
                .map(match -> match.group(1).replaceAll("\\W.*", ""))
                .collect(Collectors.toSet());
        Set<String> made = found(sources(), "@Bean\\(\"lifecycle\\.(\\w+)\"\\)");

        assertThat(called).isEqualTo(AppealProcess.BEANS);
        assertThat(made).isEqualTo(AppealProcess.BEANS);
    }

    @Test
    void messagesAndErrorsAreTheSame() {
        assertThat(elements("message").map(message -> message.getAttribute("name")))
                .containsExactlyInAnyOrder(AppealProcess.WITHDRAWN, AppealProcess.REOPENED);
        assertThat(elements("error").map(error -> error.getAttribute("errorCode")))
                .containsExactly(AppealProcess.REINSPECT);
    }

    /** The guide and the model speak of the number of calls, which the centre promises. */
    @Test
    void aResidentIsCalledAsOftenAsTheCentrePromises() {
        var calledAgain = elements("sequenceFlow")
                .filter(flow -> flow.getAttribute("id").equals("noAnswer"))
                .map(Xml::text);
        assertThat(calledAgain)
                .containsExactly("${decision == 'NO_ANSWER' && attempts < " + VerifyAppeal.MOST_CALLS + "}");
    }

    @Test
    void everyVariableThatTheModelReadsIsKnownAndWrittenBySomebody() {
        Set<String> read = ELEMENTS.stream()
                .flatMap(element -> Stream.concat(
                        Xml.attributes(element).stream().map(attribute -> attribute.getValue()),
                        Xml.children(element).isEmpty() ? Stream.of(Xml.text(element)) : Stream.of()))
                .flatMap(text -> EXPRESSION.matcher(text).results())
                .flatMap(expression -> NAME.matcher(expression.group(1)).results())
                .map(MatchResult::group)
                .filter(name -> !WORDS.contains(name) && !AppealProcess.BEANS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(read).hasSizeGreaterThan(10);
        assertThat(AppealProcess.VARIABLES.keySet()).containsAll(read);

        Map<String, String> constants = constants();
        Set<String> written =
                found(sources(), "\\.?set(?:Variable|VariableLocal)?\\(\\s*(?:AppealProcess\\.)?([A-Z_]+),").stream()
                        .map(constants::get)
                        .collect(Collectors.toCollection(TreeSet::new));
        Arrays.stream(HumanStep.values()).forEach(step -> written.addAll(step.fields()));
        elements("businessRuleTask")
                .forEach(task -> written.add(task.getAttributeNS(BpmnRules.CAMUNDA, "resultVariable")));
        assertThat(written).containsAll(AppealProcess.VARIABLES.keySet());
    }

    @Test
    void everyVariableIsOfUseToTheModelOrTheCode() {
        String models = ShippedModels.text("appeal.bpmn") + ShippedModels.text("norms.dmn");
        String code = sources();
        constants().forEach((constant, name) -> {
            if (AppealProcess.VARIABLES.containsKey(name)) {
                boolean inModels =
                        Pattern.compile("[${ !]" + name + "\\b").matcher(models).find()
                                || models.contains("<text>" + name + "</text>");
                boolean inCode = Pattern.compile(
                                "(?:text|agency|getVariable)\\((?:AppealProcess\\.)?" + constant + "\\)")
                        .matcher(code)
                        .find();
                assertThat(inModels || inCode).as(name).isTrue();
            }
        });
    }

    @ParameterizedTest
    @EnumSource(HumanStep.class)
    void aFormAsksForWhatTheCodeReadsAndNothingElse(HumanStep step) throws IOException {
        JsonNode form = new ObjectMapper().readTree(ShippedModels.text(step.form() + ".form"));
        Set<String> asked = new TreeSet<>();
        form.path("components").forEach(field -> asked.add(field.path("key").asText()));
        assertThat(asked).isEqualTo(new TreeSet<>(step.fields()));

        String code = code(step);
        Set<String> read = found(code, "step\\.(?:text|required|ticked)\\(\"(\\w+)\"\\)");
        read.addAll(found(code, "step\\.choice\\(\\w+\\.class, \"(\\w+)\"\\)"));
        SHORTHANDS.forEach((shorthand, keys) -> {
            if (code.contains("step." + shorthand)) {
                read.addAll(keys);
            }
        });
        assertThat(read).containsAll(step.fields());
        read.removeAll(step.fields());
        assertThat(AppealProcess.VARIABLES.keySet())
                .as("what is not asked is there already")
                .containsAll(read);
        assertThat(found(code, "\"([A-Z][A-Z_]+)\"")).containsAll(step.decisions());
        var decided = Pattern.compile("step\\.decision\\(([^)]*)\\)").matcher(code);
        assertThat(decided.find()).isEqualTo(!step.decisions().isEmpty());
        if (!step.decisions().isEmpty()) {
            assertThat(found(decided.group(1), "\"(\\w+)\"")).isEqualTo(new TreeSet<>(step.decisions()));
        }
    }

    @Test
    void whatIsTypedIsForgottenUnlessTheModelReadsIt() {
        Set<String> typed = new TreeSet<>();
        Arrays.stream(HumanStep.values()).forEach(step -> typed.addAll(step.fields()));
        typed.removeAll(AppealProcess.VARIABLES.keySet());
        assertThat(typed).isEqualTo(new TreeSet<>(AppealProcess.TYPED));
    }

    @ParameterizedTest
    @EnumSource(DmnRules.Table.class)
    void aTableIsAskedAndAnswersWhatTheCodeKnows(DmnRules.Table table) throws IOException {
        var decision = Xml.read(ShippedModels.bytes(ShippedModels.text(table.id() + ".dmn")))
                .orElseThrow()
                .getDocumentElement();
        var asked = Xml.below(decision).stream()
                .filter(element -> Xml.is(element, "inputExpression"))
                .map(Xml::text);
        var answered = Xml.below(decision).stream()
                .filter(element -> Xml.is(element, "output"))
                .map(output -> output.getAttribute("name"));
        assertThat(asked).containsExactlyInAnyOrderElementsOf(table.inputs());
        assertThat(answered).containsExactlyInAnyOrderElementsOf(table.outputs());

        String code = Files.readString(TABLES);
        if (table == DmnRules.Table.ROUTING) {
            assertThat(found(code, "question\\.put\\(\"(\\w+)\",")).isEqualTo(new TreeSet<>(table.inputs()));
        } else {
            var question = Pattern.compile(
                            "ask\\(\\s*\"" + table.id() + "\",\\s*Map\\.of\\((.*?)\\)\\)[,;]", Pattern.DOTALL)
                    .matcher(code);
            assertThat(question.find()).isTrue();
            assertThat(found(question.group(1), "\"(\\w+)\",")).isEqualTo(new TreeSet<>(table.inputs()));
        }
        assertThat(found(code, "(?:text\\(|number\\(|norm\\(answer, |get\\()\"(\\w+)\"\\)"))
                .containsAll(table.outputs());
    }

    @Test
    void nothingIsTakenFromATableThatNoTableGives() throws IOException {
        Set<String> known = new TreeSet<>();
        Arrays.stream(DmnRules.Table.values()).forEach(table -> known.addAll(table.outputs()));
        assertThat(known).containsAll(found(Files.readString(TABLES), "getEntry\\(\"(\\w+)\"\\)"));
    }

    private static Stream<Element> elements(String name) {
        return ELEMENTS.stream().filter(element -> Xml.is(element, name));
    }

    private static List<String> ids() {
        return ELEMENTS.stream().map(element -> element.getAttribute("id")).toList();
    }

    /** The method that records this step. */
    private static String code(HumanStep step) {
        String sources = sources();
        int start = sources.indexOf("@Bean(\"lifecycle." + step.bean() + "\")");
        assertThat(start).as(step.bean()).isNotNegative();
        int end = sources.indexOf("@Bean(", start + 1);
        String code = sources.substring(start, end < 0 ? sources.length() : end);
        return step == HumanStep.REGISTER ? code + sources.substring(sources.indexOf("NewAppeal told(")) : code;
    }

    private static Map<String, String> constants() {
        return Pattern.compile("String ([A-Z_]+) = \"([^\"]+)\"")
                .matcher(read(LIFECYCLE.resolve("AppealProcess.java")))
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
    }

    private static String sources() {
        return Stream.of("Records.java", "Case.java", "EscalationTimer.java", "Steps.java")
                .map(file -> read(LIFECYCLE.resolve(file)))
                .collect(Collectors.joining("\n"));
    }

    private static Set<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
