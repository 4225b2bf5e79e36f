package kz.ikomek.intake.telephony;

import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Deletes calls, and closed call-backs, when they have been kept long enough. Appeals are not touched. */
@Component
class ForgetCalls {

    private static final Logger log = LoggerFactory.getLogger(ForgetCalls.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final TelephonyProperties properties;
    private final Clock clock;

    ForgetCalls(JdbcClient jdbc, TransactionTemplate transactions, TelephonyProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(cron = "0 17 3 * * *", zone = "Asia/Almaty")
    void nightly() {
        try {
            forget();
        } catch (DataAccessException e) {
            log.warn("Old calls are deleted next night, because the database does not answer");
        }
    }

    /** Deletes what is older than {@link TelephonyProperties#keep}. */
    void forget() {
        Instant before = clock.instant().minus(properties.keep());
        transactions.executeWithoutResult(status -> {
            jdbc.sql("DELETE FROM telephony.call WHERE started_at < ?")
                    .param(CallStore.timestamp(before))
                    .update();
            jdbc.sql("DELETE FROM telephony.call_back WHERE closed_at < ?")
                    .param(CallStore.timestamp(before))
                    .update();
        });
    }
}
