package kz.ikomek.intake.register;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Throws away drafts that nobody came back to for a week (proposal). */
@Component
class DraftSchedule {

    private static final Logger log = LoggerFactory.getLogger(DraftSchedule.class);
    private static final Duration KEPT = Duration.ofDays(7);

    private final CallDrafts drafts;
    private final Clock clock;

    DraftSchedule(CallDrafts drafts, Clock clock) {
        this.drafts = drafts;
        this.clock = clock;
    }

    @Scheduled(cron = "0 40 3 * * *", zone = "Asia/Almaty")
    void discard() {
        int discarded = drafts.discardOlderThan(clock.instant().minus(KEPT));
        if (discarded > 0) {
            log.info("Discarded {} drafts of calls that nobody came back to", discarded);
        }
    }
}
