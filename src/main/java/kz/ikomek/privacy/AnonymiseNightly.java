package kz.ikomek.privacy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Every night, what is past its retention is anonymised. Off where the engine's timers are off. */
@Component
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", matchIfMissing = true)
class AnonymiseNightly {

    private static final Logger log = LoggerFactory.getLogger(AnonymiseNightly.class);

    private final Anonymise anonymise;

    AnonymiseNightly(Anonymise anonymise) {
        this.anonymise = anonymise;
    }

    @Scheduled(cron = "0 37 3 * * *", zone = "Asia/Almaty")
    void nightly() {
        try {
            log.info("Anonymised {} appeals that were past their retention", anonymise.due());
        } catch (DataAccessException e) {
            log.error("Appeals past their retention are anonymised next night", e);
        }
    }
}
