package kz.ikomek.workflow.tasklist;

import java.util.ArrayList;
import java.util.List;
import kz.ikomek.shared.Refusal;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Remembers with the request why the engine would not do something, because its REST interface keeps only the text of an
 * exception: {@link RefusalAnswer} makes the sentence for people out of it.
 */
final class RefusalNote extends CommandInterceptor {

    /** The request's attribute that holds a {@link Refusal}. */
    static final String REFUSAL = "ikomek.refusal";

    /** Two people changed the same at the same time. */
    static final String FASTER = "tasklist.somebody-was-faster";

    @Override
    public <T> T execute(Command<T> command) {
        try {
            return next.execute(command);
        } catch (RuntimeException e) {
            Refusal refusal = refusal(e);
            RequestAttributes request = RequestContextHolder.getRequestAttributes();
            if (refusal != null && request != null) {
                request.setAttribute(REFUSAL, refusal, RequestAttributes.SCOPE_REQUEST);
            }
            throw e;
        }
    }

    private static @Nullable Refusal refusal(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
            if (cause instanceof OptimisticLockingException) {
                return new Refusal(FASTER, null);
            }
        }
        return null;
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
