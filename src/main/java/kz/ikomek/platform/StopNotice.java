package kz.ikomek.platform;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import kz.ikomek.shared.StartupRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The first thing of a stop: readiness has turned 503, and everything is still answered for as long as {@code
 * ikomek.stop-notice} says, so that a load balancer sends people elsewhere before doors close.
 */
@Component
final class StopNotice implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StopNotice.class);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Duration notice;
    private volatile boolean running;

    StopNotice(@Value("${ikomek.stop-notice}") Duration notice) {
        if (notice.isNegative() || notice.compareTo(LONGEST) > 0) {
            throw new StartupRefused(
                    "The setting ikomek.stop-notice must be between 0s and " + LONGEST.toSeconds() + "s.");
        }
        this.notice = notice;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        if (!notice.isZero()) {
            log.info("Stops in {} s; this node takes no new people", notice.toSeconds());
            long until = System.nanoTime() + notice.toNanos();
            for (long left = notice.toNanos(); left > 0; left = until - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
