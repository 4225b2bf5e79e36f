package kz.ikomek.workflow.models;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.appeals.Channel;
import kz.ikomek.catalog.CalendarKind;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.deadlines.DecisionTables;
import kz.ikomek.deadlines.Norm;
import kz.ikomek.deadlines.Stage;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.engine.variable.Variables;
import org.w3c.dom.Element;

/** What a decision table may say, and that it answers every question that the code asks. */
final class DmnRules {

    private static final String CAMUNDA = "http://camunda.org/schema/1.0/dmn";
    private static final String DMN = "https://www.omg.org/spec/DMN/";
    private static final String DIAGRAM = "https://www.omg.org/spec/DMN/20191111/DMNDI/";
    private static final Pattern TIME_TO_LIVE = Pattern.compile("P\\d{1,5}D|\\d{1,5}");
    private static final Set<String> FEEL = Set.of("", "feel", "FEEL", "https://www.omg.org/spec/DMN/20191111/FEEL/");
    private static final Set<String> ELEMENTS = Set.of(
            "definitions",
            "decision",
            "variable",
            "decisionTable",
            "input",
            "inputExpression",
            "inputValues",
            "output",
            "outputValues",
            "rule",
            "inputEntry",
            "outputEntry",
            "text",
            "description");

    /** The tables that the code asks: what they are asked, what they answer. */
    enum Table {
        NORMS(
                "norms",
                Set.of("category", "kind", "danger", "channel"),
                Set.of(
                        "norm",
                        "calendar",
                        "warning",
                        "ladder",
                        "registering",
                        "inspecting",
                        "accepting",
                        "calling",
                        "reason")),
        LADDER("ladder", Set.of("ladder", "stage", "level"), Set.of("recipient", "share")),
        ROUTING("routing", Set.of("category", "district"), Set.of("agency"));

        private final String id;
        private final Set<String> inputs;
        private final Set<String> outputs;

        Table(String id, Set<String> inputs, Set<String> outputs) {
            this.id = id;
            this.inputs = inputs;
            this.outputs = outputs;
        }

        String id() {
            return id;
        }

        Set<String> inputs() {
            return inputs;
        }

        Set<String> outputs() {
            return outputs;
        }
    }

    /** A row of norms may name any ladder: the rows without a name answer for those that are not drawn. */
    private static final String ANY_OTHER = "-";

    private static final Map<String, Predicate<Object>> NORM = Map.of(
            "norm", DmnRules::isNorm,
            "calendar", DmnRules::isCalendar,
            "warning", DmnRules::isPercent,
            "ladder", DmnRules::isText,
            "registering", DmnRules::isNorm,
            "inspecting", DmnRules::isNorm,
            "accepting", DmnRules::isNorm,
            "calling", DmnRules::isNorm,
            "reason", DmnRules::isText);

    private final String file;
    private final Surroundings around;
    private final List<Problem> problems = new ArrayList<>();
    private boolean tellsChannelsApart;

    private DmnRules(String file, Surroundings around) {
        this.file = file;
        this.around = around;
    }

    static List<Problem> check(String file, byte[] content, Surroundings around) {
        var document = Xml.read(content);
        if (document.isEmpty()) {
            return List.of(Problem.of(file, "", "", Xml.fault(content)));
        }
        var rules = new DmnRules(file, around);
        rules.element(document.get().getDocumentElement());
        if (rules.problems.isEmpty()) {
            rules.answers(content);
        }
        return rules.problems;
    }

    /** Ids of the decisions in this file; none when it cannot be read. */
    static Set<String> ids(byte[] content) {
        return Xml.read(content).map(document -> Xml.children(document.getDocumentElement(), "decision")).stream()
                .flatMap(List::stream)
                .map(decision -> decision.getAttribute("id"))
                .collect(Collectors.toSet());
    }

    /** Whether a routing table in this file names the agency; false when it cannot be read. */
    static boolean namesAgency(byte[] content, String agency) {
        return Xml.read(content).map(document -> Xml.below(document.getDocumentElement())).stream()
                .flatMap(List::stream)
                .filter(element -> Xml.is(element, "outputEntry"))
                .anyMatch(entry -> Xml.text(entry).equals('"' + agency + '"'));
    }

    private void element(Element element) {
        String space = Objects.requireNonNullElse(element.getNamespaceURI(), "");
        String name = element.getLocalName();
        if (space.equals(DIAGRAM)
                && element.getParentNode() == element.getOwnerDocument().getDocumentElement()) {
            return;
        }
        if (!space.startsWith(DMN) || !ELEMENTS.contains(name)) {
            refuse(element, name.equals("literalExpression") ? "feel" : "element", element.getNodeName());
            return;
        }
        for (var attribute : Xml.attributes(element)) {
            if (attribute.getLocalName().equals("expressionLanguage")) {
                require(FEEL.contains(attribute.getValue()), element, "feel", attribute.getValue());
            } else if (CAMUNDA.equals(attribute.getNamespaceURI())
                    && !Set.of("historyTimeToLive", "versionTag").contains(attribute.getLocalName())) {
                refuse(element, "attribute", attribute.getName());
            }
        }
        if (name.equals("decision")) {
            decision(element);
        } else if (name.equals("text")) {
            Feel.refused(Xml.text(element)).ifPresent(part -> refuse(element, "feel-part", part));
        }
        Xml.children(element).forEach(this::element);
    }

    private void decision(Element decision) {
        String id = decision.getAttribute("id");
        require(
                TIME_TO_LIVE
                        .matcher(decision.getAttributeNS(CAMUNDA, "historyTimeToLive"))
                        .matches(),
                decision,
                "time-to-live");
        var known = Arrays.stream(Table.values())
                .filter(table -> table.id().equals(id))
                .findFirst();
        List<Element> tables = Xml.children(decision, "decisionTable");
        if (known.isEmpty() || tables.size() != 1) {
            refuse(
                    decision,
                    "table",
                    Arrays.stream(Table.values()).map(Table::id).collect(Collectors.joining(", ")));
            return;
        }
        table(tables.get(0), known.get());
    }

    private void table(Element table, Table known) {
        require(
                table.getAttribute("hitPolicy").equals("FIRST")
                        && table.getAttribute("aggregation").isEmpty(),
                table,
                "hit-policy");
        for (Element input : Xml.children(table, "input")) {
            require(known.inputs().contains(asked(input)), input, "input", asked(input), Juel.list(known.inputs()));
        }
        Set<String> outputs = Xml.children(table, "output").stream()
                .map(output -> output.getAttribute("name"))
                .collect(Collectors.toCollection(TreeSet::new));
        require(
                outputs.equals(known.outputs()),
                table,
                "output",
                String.join(", ", outputs),
                Juel.list(known.outputs()));
        List<Element> inputs = Xml.children(table, "input");
        for (Element rule : Xml.children(table, "rule")) {
            List<Element> entries = Xml.children(rule, "inputEntry");
            for (int i = 0; i < Math.min(inputs.size(), entries.size()); i++) {
                tellsChannelsApart |= asked(inputs.get(i)).equals("channel")
                        && !Xml.text(entries.get(i)).isBlank();
            }
            boolean explained = Xml.children(rule, "description").stream()
                    .anyMatch(description -> !Xml.text(description).isEmpty());
            require(explained, rule, "annotation");
            if (known == Table.ROUTING) {
                Xml.children(rule, "outputEntry").forEach(entry -> agency(rule, Xml.text(entry)));
            }
        }
    }

    private static String asked(Element input) {
        return Xml.children(input, "inputExpression").stream().map(Xml::text).collect(Collectors.joining(" "));
    }

    private void agency(Element rule, String entry) {
        boolean nobody = entry.isEmpty() || entry.equals("null");
        boolean known = entry.length() > 2
                && entry.startsWith("\"")
                && entry.endsWith("\"")
                && around.agencies().contains(entry.substring(1, entry.length() - 1));
        require(nobody || known, rule, "agency", entry);
    }

    // The questions that the code asks.

    private void answers(byte[] content) {
        DmnEngine engine =
                DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
        try {
            for (DmnDecision decision : engine.parseDecisions(new ByteArrayInputStream(content))) {
                switch (decision.getKey()) {
                    case "norms" -> norms(engine, decision);
                    case "ladder" -> ladder(engine, decision);
                    default -> {}
                }
            }
        } catch (DmnEngineException e) {
            problems.add(Problem.of(file, "", "", "table-unreadable", String.valueOf(e.getMessage())));
        }
    }

    private void norms(DmnEngine engine, DmnDecision decision) {
        List<Channel> channels = tellsChannelsApart ? List.of(Channel.values()) : List.of(Channel.PHONE);
        around.categories().forEach((category, kind) -> {
            for (boolean danger : new boolean[] {false, true}) {
                for (Channel channel : channels) {
                    answer(
                            engine,
                            decision,
                            Map.of(
                                    "category",
                                    category,
                                    "kind",
                                    kind.name(),
                                    "danger",
                                    danger,
                                    "channel",
                                    channel.name()),
                            NORM);
                }
            }
        });
    }

    private void ladder(DmnEngine engine, DmnDecision decision) {
        Set<String> roles = Stream.of(ContactRole.values()).map(Enum::name).collect(Collectors.toSet());
        for (Stage stage : Stage.values()) {
            for (String ladder : List.of(DecisionTables.STANDARD_LADDER, ANY_OTHER)) {
                answer(
                        engine,
                        decision,
                        Map.of("ladder", ladder, "stage", stage.name(), "level", 1),
                        Map.of("recipient", roles::contains, "share", value -> value instanceof Number));
            }
        }
    }

    private void answer(
            DmnEngine engine,
            DmnDecision decision,
            Map<String, Object> question,
            Map<String, Predicate<Object>> checks) {
        List<Map<String, Object>> rows = evaluate(engine, decision, question);
        if (rows.isEmpty()) {
            problems.add(Problem.of(
                    file, String.valueOf(decision.getName()), decision.getKey(), "no-answer", question.toString()));
            return;
        }
        checks.forEach((output, check) -> {
            Object value = rows.get(0).get(output);
            if (value == null || !check.test(value)) {
                wrong(decision, output, Objects.requireNonNullElse(value, "–"), question);
            }
        });
    }

    private void wrong(DmnDecision decision, String output, Object value, Map<String, Object> question) {
        problems.add(Problem.of(
                file,
                String.valueOf(decision.getName()),
                decision.getKey(),
                "answer-value",
                output,
                value,
                question.toString()));
    }

    private static List<Map<String, Object>> evaluate(
            DmnEngine engine, DmnDecision decision, Map<String, Object> question) {
        return engine.evaluateDecision(decision, Variables.fromMap(question)).getResultList().stream()
                .map(row -> (Map<String, Object>) new HashMap<>(row))
                .toList();
    }

    private static boolean isText(Object value) {
        return !value.toString().isBlank();
    }

    private static boolean isNorm(Object value) {
        try {
            new Norm(value.toString(), CalendarKind.ROUND_THE_CLOCK);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static boolean isPercent(Object value) {
        return value instanceof Number number && number.intValue() >= 1 && number.intValue() <= 100;
    }

    private static boolean isCalendar(Object value) {
        return value.equals("24x7") || value.equals("working");
    }

    private void require(boolean holds, Element element, String code, Object... values) {
        if (!holds) {
            refuse(element, code, values);
        }
    }

    private void refuse(Element element, String code, Object... values) {
        Element seen = element;
        while (!seen.hasAttribute("id") && seen.getParentNode() instanceof Element parent) {
            seen = parent;
        }
        String name = seen.getAttribute(seen.hasAttribute("label") ? "label" : "name");
        if (Xml.is(seen, "rule")) {
            name = Xml.children(seen, "description").stream().map(Xml::text).collect(Collectors.joining());
        } else if (name.isEmpty() && seen.getParentNode() instanceof Element parent) {
            name = parent.getAttribute("name");
        }
        problems.add(Problem.of(file, name, seen.getAttribute("id"), code, values));
    }
}
