package kz.ikomek.shared;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The application's clock where time must be played: in tests and in the simulation. Stands still at the instant it was
 * set to, or follows the system clock. The machine's clock is never touched. In UTC.
 */
public final class MovableClock extends Clock {

    private final List<Consumer<@Nullable Instant>> followers = new CopyOnWriteArrayList<>();
    private volatile @Nullable Instant standing;

    /** Stops the clock at an instant. */
    public void setTo(Instant instant) {
        standing = instant;
        followers.forEach(follower -> follower.accept(instant));
    }

    /** Moves the clock forward from where it stands, or from now. */
    public void advance(Duration by) {
        setTo(instant().plus(by));
    }

    /** Follows the system clock again. */
    public void followSystem() {
        standing = null;
        followers.forEach(follower -> follower.accept(null));
    }

    /** Tells a follower each new instant; null when the clock follows the system again. */
    public void onMove(Consumer<@Nullable Instant> follower) {
        followers.add(follower);
        follower.accept(standing);
    }

    @Override
    public Instant instant() {
        Instant fixed = standing;
        return fixed != null ? fixed : Instant.now(Clock.systemUTC());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the application's clock is in UTC");
    }
}
