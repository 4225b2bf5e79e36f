package kz.ikomek.workflow.engine;

import java.util.Map;
import java.util.regex.Pattern;
import kz.ikomek.shared.Refusal;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cmd.AbstractExecuteFilterCmd;
import org.camunda.bpm.engine.impl.cmd.SaveFilterCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * Closes CVE-2026-109432: the engine refuses expressions in a task query that somebody sends, but evaluates them in its
 * {@code or()} parts. Here a query that is sent, alone or to extend a filter, carries none at any depth; a filter that is
 * saved carries only those that say who and when, and none in {@code or()} parts.
 */
final class NoCodeInQueries extends CommandInterceptor {

    /** Code of the refusal for an expression in a query. */
    static final String SENT = "workflow.query-expression";

    /** Code of the refusal for an expression that a filter may not keep; its value is the expression. */
    static final String SAVED = "workflow.filter-expression";

    private static final Pattern WHO_AND_WHEN =
            Pattern.compile("\\$\\{\\s*(?:currentUser\\(\\)|currentUserGroups\\(\\)|now\\(\\)|dateTime\\(\\)"
                    + "(?:\\.(?:plus|minus|with)[A-Z][A-Za-z]{1,30}\\(\\d{0,6}\\)){0,6}(?:\\.toDate\\(\\))?)\\s*}");

    @Override
    public <T> T execute(Command<T> command) {
        if (command instanceof AbstractExecuteFilterCmd) {
            requireNone(Inside.field(command, "extendingQuery"));
        } else if (command instanceof SaveFilterCmd) {
            if (Inside.field(command, "filter") instanceof Filter filter) {
                requireWhoAndWhen(filter.getQuery());
            }
        } else {
            requireNone(command);
        }
        return next.execute(command);
    }

    private static void requireNone(@Nullable Object query) {
        if (query instanceof AbstractQuery<?, ?> sent) {
            refuseAny(sent.getExpressions(), SENT);
            parts(sent);
        }
    }

    private static void requireWhoAndWhen(@Nullable Object query) {
        if (query instanceof AbstractQuery<?, ?> saved) {
            if (saved instanceof TaskQueryImpl tasks && tasks.isOrQueryActive()) {
                refuseAny(saved.getExpressions(), SENT);
            }
            saved.getExpressions().values().stream()
                    .filter(expression -> !WHO_AND_WHEN.matcher(expression).matches())
                    .forEach(expression -> {
                        throw new Refusal(SAVED, null, expression);
                    });
            parts(saved);
        }
    }

    /** A query's first part is the query itself. */
    private static void parts(AbstractQuery<?, ?> query) {
        if (query instanceof TaskQueryImpl tasks) {
            tasks.getQueries().stream().filter(part -> part != tasks).forEach(NoCodeInQueries::requireNone);
        }
    }

    private static void refuseAny(Map<String, String> expressions, String code) {
        if (!expressions.isEmpty()) {
            throw new Refusal(code, null);
        }
    }
}
