package kz.ikomek.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.TransactionSystemException;

/** The states are PostgreSQL's (manual, appendix A). */
class DatabaseUnreachableTest {

    @ParameterizedTest
    @CsvSource({
        "08006, true", // connection failure
        "57P01, true", // shut down by an administrator
        "53100, true", // disk full
        "53200, true", // out of memory
        "53300, true", // too many connections
        "57014, false", // cancelled: the statement took too long
        "23505, false", // unique violation
        "40P01, false", // deadlock: the centre itself tries again
        "22021, false" // a character that cannot be kept
    })
    void tellsWhetherTryingAgainLaterHelps(String state, boolean helps) {
        assertThat(DatabaseUnreachable.caused(
                        new IllegalStateException("around", new SQLException("said by the server", state))))
                .isEqualTo(helps);
    }

    /** As the pool says it, without a state, when a commit or a rollback comes too late. */
    @Test
    void alsoWhereTheConnectionWasGoneBeforeAllCouldBeTakenBack() {
        var rollback = new TransactionSystemException("JDBC rollback failed", new SQLException("Connection is closed"));
        assertThat(DatabaseUnreachable.caused(new IllegalStateException(rollback)))
                .isTrue();
    }

    @Test
    void alsoWhereOnlyTheReasonOfTheRollbackTells() {
        var rollback = new TransactionSystemException("JDBC rollback failed", new SQLException("other", "25000"));
        assertThat(DatabaseUnreachable.caused(rollback)).isFalse();
        rollback.initApplicationException(new IllegalStateException(new SQLException("sent", "08006")));
        assertThat(DatabaseUnreachable.caused(new IllegalStateException(rollback)))
                .isTrue();
    }
}
