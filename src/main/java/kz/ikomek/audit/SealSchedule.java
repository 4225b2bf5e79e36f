package kz.ikomek.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Seals once a minute, and notes a seal in the log once an hour: where logs leave the machine, that is the anchor. */
@Component
class SealSchedule {

    private static final Logger log = LoggerFactory.getLogger(SealSchedule.class);
    private static final Duration NOTED_EVERY = Duration.ofHours(1);
    private static final int MOST = 100;

    private final SealAudit seal;
    private final Clock clock;
    private Instant noted = Instant.MIN;

    SealSchedule(SealAudit seal, Clock clock) {
        this.seal = seal;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void seal() {
        Optional<AuditSeal> newest = Optional.empty();
        for (int made = 0; made < MOST; made++) {
            Optional<AuditSeal> next = seal.seal();
            if (next.isEmpty()) {
                break;
            }
            newest = next;
        }
        Instant now = clock.instant();
        if (newest.isPresent() && noted.plus(NOTED_EVERY).isBefore(now)) {
            log.info("The audit is sealed up to {}", newest.get());
            noted = now;
        }
    }
}
