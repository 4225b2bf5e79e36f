package kz.ikomek.shared;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/**
 * Tells a database that does not serve, because it cannot be reached or has no room left, from every other failure: trying
 * again later helps then, and nothing else that whoever asked could do.
 */
public final class DatabaseUnreachable {

    /** Key of the sentence in the message bundles. */
    public static final String SENTENCE = "shared.database-unreachable";

    /** After what time it is worth trying again. */
    public static final Duration TRY_AGAIN = Duration.ofSeconds(30);

    /** PostgreSQL shuts down, has crashed or is starting (PostgreSQL manual, appendix A, class 57). */
    private static final Set<String> SERVER_GOES_OR_COMES = Set.of("57P01", "57P02", "57P03");

    /** Disk full, memory, connections (the same, class 53). */
    private static final String NO_ROOM = "53";

    private DatabaseUnreachable() {}

    /** Whether this failed because there was no connection, it was lost, or the server has no room for what it was told. */
    public static boolean caused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && tellsOfConnection(sql)) {
                return true;
            }
            if (cause instanceof TransactionSystemException ending && connectionWasGone(ending)) {
                return true;
            }
        }
        return false;
    }

    /**
     * When all was to be taken back or kept. The server always gives a state; without one it is the pool that has spoken,
     * which has closed the connection already. Why all had to be taken back stands beside, not behind.
     */
    private static boolean connectionWasGone(TransactionSystemException ending) {
        Throwable before = ending.getApplicationException();
        return before != null && caused(before)
                || ending.getCause() instanceof SQLException told && told.getSQLState() == null;
    }

    private static boolean tellsOfConnection(SQLException failure) {
        @Nullable String state = failure.getSQLState();
        return failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLRecoverableException
                || state != null
                        && (state.startsWith("08")
                                || state.startsWith(NO_ROOM)
                                || SERVER_GOES_OR_COMES.contains(state));
    }
}
