package kz.ikomek.shared;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Work that is done again and again, several times a second, and waits while the database does not answer. The log says so
 * with the reason at first and once a minute, not each time, and says when the work goes on. For one thread at a time.
 */
public final class WaitsForDatabase {

    private static final long SAID_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private final Logger log;
    private final String work;
    private volatile @Nullable Long saidAt;

    /**
     * Begins with a database that answers.
     *
     * @param log of whoever does the work
     * @param work what waits, in the plural, as a log line begins: {@code Mails}
     */
    public WaitsForDatabase(Logger log, String work) {
        this.log = log;
        this.work = work;
    }

    /** Does it once. What the database or the transaction has failed with goes to the log, anything else to the caller. */
    public void attempt(Runnable once) {
        Long said = saidAt;
        try {
            once.run();
        } catch (DataAccessException | TransactionException e) {
            long now = System.nanoTime();
            if (said == null || now - said >= SAID_EVERY_NANOS) {
                saidAt = now;
                log.error("{} wait, because the database does not answer", work, e);
            }
            return;
        }
        if (said != null) {
            saidAt = null;
            log.info("{} go on, because the database answers again", work);
        }
    }
}
