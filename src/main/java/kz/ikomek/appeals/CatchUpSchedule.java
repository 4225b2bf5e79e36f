package kz.ikomek.appeals;

import kz.ikomek.shared.WaitsForDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Asks ten times a second whether ladders are to be caught up with. Off where the engine's timers are off. */
@Component
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", matchIfMissing = true)
class CatchUpSchedule {

    private static final Logger log = LoggerFactory.getLogger(CatchUpSchedule.class);

    private final CatchUp catchUp;
    private final WaitsForDatabase escalations = new WaitsForDatabase(log, "Escalations");

    CatchUpSchedule(CatchUp catchUp) {
        this.catchUp = catchUp;
    }

    @Scheduled(fixedDelay = 100)
    void tick() {
        escalations.attempt(() -> {
            int looked = catchUp.catchUp();
            if (looked > 0) {
                log.info("Caught up with {} ladders that were due together", looked);
            }
        });
    }
}
