package kz.ikomek.workflow.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.appeals.Outcome;
import kz.ikomek.catalog.CategoryKind;
import kz.ikomek.workflow.lifecycle.AppealProcess;
import kz.ikomek.workflow.lifecycle.AppealProcess.VariableType;
import kz.ikomek.workflow.lifecycle.HumanStep;

/** Expressions in BPMN: plain comparisons of known variables, nothing that is called. */
final class Juel {

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:('[^'\\\\]*')|(\\d+)|([A-Za-z_$][\\w$]*)|(==|!=|<=|>=|&&|\\|\\||[<>!()]))");
    private static final Set<String> WORDS =
            Set.of("true", "false", "null", "and", "or", "not", "eq", "ne", "lt", "gt", "le", "ge", "empty");
    private static final Set<String> EQUALS = Set.of("==", "!=", "eq", "ne");

    private static final Map<String, Set<String>> VALUES = Map.of(
            "kind",
            names(CategoryKind.values()),
            "outcome",
            names(Outcome.values()),
            "decision",
            Arrays.stream(HumanStep.values())
                    .flatMap(step -> step.decisions().stream())
                    .collect(Collectors.toUnmodifiableSet()),
            "work",
            Stream.of(HumanStep.EXECUTE, HumanStep.REROUTE, HumanStep.ASK_RESIDENT)
                    .flatMap(step -> step.decisions().stream())
                    .collect(Collectors.toUnmodifiableSet()));

    private Juel() {}

    /** A rule that an expression breaks: key of the sentence and what it quotes. */
    record Fault(String code, List<Object> values) {}

    /** What is wrong with a condition; {@code further} are variables that the model itself brings. */
    static List<Fault> condition(String expression, Set<String> further) {
        if (!expression.startsWith("${") || !expression.endsWith("}") || expression.length() < 4) {
            return List.of(new Fault("condition", List.of(expression)));
        }
        String inner = expression.substring(2, expression.length() - 1);
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(inner);
        int at = 0;
        while (at < inner.length() && matcher.find(at) && matcher.start() == at) {
            tokens.add(matcher.group().strip());
            at = matcher.end();
        }
        if (!inner.substring(at).isBlank()) {
            return List.of(new Fault("condition", List.of(expression)));
        }
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            boolean name = Character.isJavaIdentifierStart(token.charAt(0)) && !WORDS.contains(token);
            if (name && i + 1 < tokens.size() && tokens.get(i + 1).equals("(")) {
                faults.add(new Fault("condition", List.of(expression)));
            } else if (name && !AppealProcess.VARIABLES.containsKey(token) && !further.contains(token)) {
                faults.add(new Fault("variable", List.of(token, list(AppealProcess.VARIABLES.keySet()))));
            } else if (name && i + 2 < tokens.size() && EQUALS.contains(tokens.get(i + 1))) {
                String literal = tokens.get(i + 2);
                Set<String> values = VALUES.getOrDefault(token, Set.of());
                if (!values.isEmpty()
                        && literal.startsWith("'")
                        && !values.contains(literal.substring(1, literal.length() - 1))) {
                    faults.add(new Fault("value", List.of(token, literal, list(values))));
                }
            }
        }
        return faults;
    }

    /** Whether this is {@code ${…}} around one variable that holds a point in time. */
    static boolean isInstant(String expression) {
        return expression.startsWith("${")
                && expression.endsWith("}")
                && AppealProcess.VARIABLES.get(
                                expression.substring(2, expression.length() - 1).strip())
                        == VariableType.INSTANT;
    }

    /** Whether the engine would find an expression in this text. */
    static boolean isIn(String text) {
        return text.contains("${") || text.contains("#{");
    }

    static String list(Set<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toUnmodifiableSet());
    }
}
