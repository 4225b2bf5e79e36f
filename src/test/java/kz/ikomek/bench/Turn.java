package kz.ikomek.bench;

import java.util.List;
import java.util.Objects;

/**
 * One measurement of one contestant.
 *
 * @param phase what was measured
 * @param who the contestant's name
 * @param fired each timer that was due, whether it fired or not
 */
record Turn(String phase, String who, List<Fired> fired) {

    Lags outbox() {
        return Lags.of(fired, Fired::toOutbox);
    }

    /** How many mails they left in: timers whose mails were bundled were accepted at the same instant. */
    int mails() {
        return (int) fired.stream()
                .map(Fired::accepted)
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }

    Lags smtp() {
        return Lags.of(fired, Fired::toSmtp);
    }
}
