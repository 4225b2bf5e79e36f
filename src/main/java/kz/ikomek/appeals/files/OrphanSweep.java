package kz.ikomek.appeals.files;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Every six hours, files on disk that no attachment knows of are swept. Off where the engine's timers are off. */
@Component
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", matchIfMissing = true)
class OrphanSweep {

    private static final Logger log = LoggerFactory.getLogger(OrphanSweep.class);

    private final ContentOnDisk disk;
    private final Clock clock;

    OrphanSweep(ContentOnDisk disk, Clock clock) {
        this.disk = disk;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 360, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        try {
            int swept = disk.sweep(clock.instant());
            if (swept > 0) {
                log.info("Swept {} files that no attachment knows of", swept);
            }
        } catch (RuntimeException e) {
            log.error("Files that no attachment knows of were not swept", e);
        }
    }
}
