package kz.ikomek.workflow.tasklist;

import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import kz.ikomek.shared.DatabaseUnreachable;
import kz.ikomek.shared.Refusal;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Remembers with a request to the engine's REST interface why the engine would not do something: {@link RefusalAnswer}
 * makes the sentence for people out of it. The engine is told that the input was bad, so that it logs no failure.
 */
final class RefusalNote extends CommandInterceptor {

    /** The request's attribute that says that it goes to the engine's REST interface. */
    static final String ENGINE_REQUEST = "ikomek.engine-request";

    /** The request's attribute that holds a {@link Refusal}. */
    static final String REFUSAL = "ikomek.refusal";

    /** Somebody else has claimed the task. */
    static final String CLAIMED = "tasklist.claimed";

    /** Two people changed the same at the same time. */
    static final String FASTER = "tasklist.somebody-was-faster";

    /** A text with NUL, a number without end: what no column of PostgreSQL holds or compares. */
    static final String UNSTORABLE = "tasklist.unstorable";

    /** Data exceptions (PostgreSQL manual, appendix A). */
    private static final String DATA_EXCEPTION = "22";

    @Override
    public <T> T execute(Command<T> command) {
        try {
            return next.execute(command);
        } catch (RuntimeException e) {
            RequestAttributes request = RequestContextHolder.getRequestAttributes();
            if (request == null || request.getAttribute(ENGINE_REQUEST, RequestAttributes.SCOPE_REQUEST) == null) {
                throw e;
            }
            Refusal refusal = refusal(e);
            if (refusal == null) {
                throw e;
            }
            request.setAttribute(REFUSAL, refusal, RequestAttributes.SCOPE_REQUEST);
            throw new RestException(Response.Status.BAD_REQUEST, e, refusal.code());
        }
    }

    private static @Nullable Refusal refusal(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
            if (cause instanceof TaskAlreadyClaimedException) {
                return new Refusal(CLAIMED, null);
            }
            if (cause instanceof OptimisticLockingException) {
                return new Refusal(FASTER, null);
            }
            if (cause instanceof SQLException sql && isBadData(sql.getSQLState())) {
                return new Refusal(UNSTORABLE, null);
            }
        }
        return DatabaseUnreachable.caused(thrown) ? new Refusal(DatabaseUnreachable.SENTENCE, null) : null;
    }

    private static boolean isBadData(@Nullable String state) {
        return state != null && state.startsWith(DATA_EXCEPTION);
    }

    static List<CommandInterceptor> before(@Nullable List<CommandInterceptor> others) {
        var all = new ArrayList<CommandInterceptor>();
        all.add(new RefusalNote());
        if (others != null) {
            all.addAll(others);
        }
        return all;
    }
}
