package kz.ikomek.appeals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Climbs many ladders in one step where their timers would take too long: a burst, such as a holiday's end, or timers
 * that are stuck. In ordinary hours it finds nothing to do, and the models' timers do the work.
 */
@Component
public class CatchUp {

    /** So many due at once are a burst: an engine on two cores needs about a quarter of a second for them. */
    static final int BURST = 64;

    /** A look that is due for so long is stuck: longer than an idle engine sleeps and a burst below the limit takes. */
    static final Duration STUCK = Duration.ofSeconds(3);

    /** In one transaction. Few enough that a person's step on one of them hardly waits. */
    private static final int BATCH = 250;

    private final AppealViews views;
    private final EscalateAppeal escalate;
    private final Clock clock;

    CatchUp(AppealViews views, EscalateAppeal escalate, Clock clock) {
        this.views = views;
        this.escalate = escalate;
        this.clock = clock;
    }

    /**
     * Looks once, and catches up if there is need. Any number of nodes may do so side by side.
     *
     * @return how many ladders were looked at
     */
    public int catchUp() {
        Instant now = clock.instant();
        if (views.looksDue(now, BURST) < BURST && views.looksDue(now.minus(STUCK), 1) == 0) {
            return 0;
        }
        int all = 0;
        int looked;
        do {
            looked = escalate.escalateDue(BATCH);
            all += looked;
        } while (looked == BATCH);
        return all;
    }
}
