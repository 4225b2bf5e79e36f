package kz.ikomek.workflow.engine;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import kz.ikomek.shared.Refusal;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Two people work on the same case in the same instant, say two agencies that finish side by side: whoever comes second
 * is rolled back and tried again, a few times, from fresh facts and with every rule checked anew. Only steps that are
 * safe to repeat, and only where no transaction of a caller has done something before.
 */
public final class Conflicts extends CommandInterceptor {

    /** Code of the refusal for whoever came second each time. */
    public static final String REFUSED = "workflow.conflict";

    /** Code of the refusal for whoever came second to a task: somebody else completed it, or the case has ended. */
    public static final String TASK_GONE = "workflow.task-gone";

    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Set<Class<?>> REPEATABLE =
            Set.of(ClaimTaskCmd.class, CompleteTaskCmd.class, SubmitTaskFormCmd.class);

    /** PostgreSQL's serialization failure and deadlock. */
    private static final Set<String> STATES = Set.of("40001", "40P01");

    Conflicts() {}

    /**
     * Does the work, again if somebody else was first.
     *
     * @throws Refusal {@code workflow.conflict} when somebody else was first each time
     */
    public static <T> T retrying(Supplier<T> work) {
        if (!free()) {
            return work.get();
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (!conflict(e)) {
                    throw e;
                }
                if (attempt == ATTEMPTS) {
                    var refusal = new Refusal(REFUSED, null);
                    refusal.initCause(e);
                    throw refusal;
                }
                LockSupport.parkNanos(
                        ThreadLocalRandom.current().nextLong(PAUSE.toNanos() * attempt, 2 * PAUSE.toNanos() * attempt));
            }
        }
    }

    @Override
    public <T> T execute(Command<T> command) {
        if (!REPEATABLE.contains(command.getClass())) {
            return next.execute(command);
        }
        try {
            return retrying(() -> next.execute(command));
        } catch (Refusal e) {
            throw e;
        } catch (RuntimeException e) {
            if (free() && isGone(String.valueOf(Inside.field(command, "taskId")))) {
                var refusal = new Refusal(TASK_GONE, null);
                refusal.initCause(e);
                throw refusal;
            }
            throw e;
        }
    }

    /** Looks only after something went wrong; the engine then says anything from "null" to "no permission". */
    private boolean isGone(String taskId) {
        return next.execute(context ->
                context.runWithoutAuthorization(() -> context.getTaskManager().findTaskById(taskId) == null));
    }

    /** Whether no caller has done something before in this transaction. */
    private static boolean free() {
        return Context.getCommandContext() == null && !TransactionSynchronizationManager.isActualTransactionActive();
    }

    private static boolean conflict(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OptimisticLockingException
                    || cause instanceof ConcurrencyFailureException
                    || cause instanceof SQLException sql
                            && sql.getSQLState() != null
                            && STATES.contains(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
