package kz.ikomek.workflow.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.regex.Pattern;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.FeelEngineFactory;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * The engine's FEEL, which remembers what came out where a cell compares its input with values that stand in it: such an
 * answer depends on nothing else. Everything else is evaluated each time. Without it a fifth of the processor time of a
 * case goes into the routing table, because FEEL makes its built-in functions anew for each cell.
 */
final class RememberedTests implements FeelEngine {

    private static final String LITERAL = "(\"[^\"\\\\]*\"|true|false|-?\\d+(\\.\\d+)?)";
    private static final Pattern LITERALS = Pattern.compile("\\s*" + LITERAL + "(\\s*,\\s*" + LITERAL + ")*\\s*");
    private static final Pattern TEXT = Pattern.compile("\"[^\"\\\\]*\"");
    private static final Pattern NAME = Pattern.compile("(?!(true|false|null)$)[a-z][A-Za-z]*");
    private static final int MOST = 50_000;

    private record Test(String cell, @Nullable Object input) {}

    private final FeelEngine feel;
    private final Cache<Test, Boolean> answers =
            Caffeine.newBuilder().maximumSize(MOST).build();

    private RememberedTests(FeelEngine feel) {
        this.feel = feel;
    }

    static FeelEngineFactory factory() {
        return () -> new RememberedTests(new ScalaFeelEngineFactory(List.of()).createInstance());
    }

    /** A text that stands in a cell is that text, and the name of a text or flag is what it holds. */
    @Override
    @SuppressWarnings("unchecked") // as the engine's own
    public <T> T evaluateSimpleExpression(String expression, VariableContext variables) {
        if (TEXT.matcher(expression).matches()) {
            return (T) expression.substring(1, expression.length() - 1);
        }
        if (NAME.matcher(expression).matches() && variables.containsVariable(expression)) {
            Object value = variables.resolve(expression).getValue();
            if (value instanceof String || value instanceof Boolean) {
                return (T) value;
            }
        }
        return feel.evaluateSimpleExpression(expression, variables);
    }

    @Override
    public boolean evaluateSimpleUnaryTests(String cell, String input, VariableContext variables) {
        TypedValue typed = variables.resolve(input);
        Object value = typed == null ? null : typed.getValue();
        var test = new Test(cell, value);
        Boolean known = answers.getIfPresent(test);
        if (known != null) {
            return known;
        }
        boolean answer = feel.evaluateSimpleUnaryTests(cell, input, variables);
        boolean plain = value == null || value instanceof String || value instanceof Boolean || value instanceof Number;
        if (plain && LITERALS.matcher(cell).matches()) {
            answers.put(test, answer);
        }
        return answer;
    }
}
