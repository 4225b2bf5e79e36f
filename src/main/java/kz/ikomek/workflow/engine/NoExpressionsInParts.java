package kz.ikomek.workflow.engine;

import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cmd.AbstractExecuteFilterCmd;
import org.camunda.bpm.engine.impl.cmd.SaveFilterCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * Closes CVE-2026-109432: the engine refuses expressions in a task query that somebody sends, but evaluates them in its
 * {@code or()} parts. Refused here for a query, for a query that extends a filter, and for a filter that is saved.
 */
final class NoExpressionsInParts extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        if (command instanceof AbstractExecuteFilterCmd) {
            require(Inside.field(command, "extendingQuery"));
        } else if (command instanceof SaveFilterCmd) {
            if (Inside.field(command, "filter") instanceof Filter filter) {
                require(filter.getQuery());
            }
        } else {
            require(command);
        }
        return next.execute(command);
    }

    private static void require(@Nullable Object query) {
        if (query instanceof TaskQueryImpl tasks) {
            for (TaskQueryImpl part : tasks.getQueries()) {
                if ((part != tasks || part.isOrQueryActive())
                        && !part.getExpressions().isEmpty()) {
                    throw new BadUserRequestException("Expressions are not allowed in the or() parts of a query.");
                }
            }
        }
    }
}
