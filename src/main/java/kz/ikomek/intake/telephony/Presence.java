package kz.ikomek.intake.telephony;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Notes which operators have a page of the desk open at this node, so that every node knows who is on shift. */
@Component
class Presence {

    /** Whoever was not seen for so long is not on shift: three notes have failed to come. */
    static final Duration GONE = Duration.ofSeconds(45);

    private static final Logger log = LoggerFactory.getLogger(Presence.class);
    private static final int EVERY_MILLIS = 15_000;

    private final LivePages pages;
    private final Seats seats;
    private final Clock clock;

    Presence(LivePages pages, Seats seats, Clock clock) {
        this.pages = pages;
        this.seats = seats;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = EVERY_MILLIS)
    void note() {
        pages.keepAlive();
        Collection<String> operators = pages.atDesks();
        if (!operators.isEmpty()) {
            try {
                seats.seen(operators, clock.instant());
            } catch (DataAccessException e) {
                log.warn("Who is on shift is not noted, because the database does not answer");
            }
        }
    }
}
