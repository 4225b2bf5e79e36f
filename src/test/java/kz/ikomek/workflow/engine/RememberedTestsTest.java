package kz.ikomek.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered is what the engine's own FEEL says, each time and for each value. */
class RememberedTestsTest {

    private final FeelEngine own = new ScalaFeelEngineFactory(List.of()).createInstance();
    private final FeelEngine remembering = RememberedTests.factory().createInstance();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "water"
            "water", "heat"
            "су"
            "a\\"b"
            true
            false,true
            1
            -2.5
            1,2
            not("water")
            > 1
            [1..3]
            -
            limit
            "water", limit
            null
            """)
    void aCell(String cell) {
        for (Object value : new Object[] {"water", "heat", "су", "", true, false, 1, 2L, -2.5, null}) {
            for (Object limit : List.of("heat", 1)) {
                var context = context(value, limit);
                assertThat(said(remembering, cell, context))
                        .as(cell + " of " + value)
                        .isEqualTo(said(own, cell, context));
                assertThat(said(remembering, cell, context)).as("again").isEqualTo(said(own, cell, context));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"water\"",
                "\"\"",
                "input",
                "limit",
                "missing",
                "true",
                "false",
                "null",
                "1 + 1",
                "input = \"su\"",
                "\"a\" + \"b\""
            })
    void anExpression(String expression) {
        for (Object value : new Object[] {"water", true, 3, null}) {
            var context = context(value, "heat");
            assertThat((Object) remembering.evaluateSimpleExpression(expression, context))
                    .as(expression + " with " + value)
                    .isEqualTo(own.evaluateSimpleExpression(expression, context));
        }
    }

    /** Its answer, or that it cannot say. */
    private static Object said(FeelEngine feel, String cell, VariableContext context) {
        try {
            return feel.evaluateSimpleUnaryTests(cell, "input", context);
        } catch (RuntimeException e) {
            return e.getClass();
        }
    }

    private static VariableContext context(@Nullable Object value, Object limit) {
        return Variables.putValue("input", value).putValue("limit", limit).asVariableContext();
    }
}
