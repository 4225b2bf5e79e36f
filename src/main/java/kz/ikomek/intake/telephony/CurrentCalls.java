package kz.ikomek.intake.telephony;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kz.ikomek.shared.PhoneNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The call that an operator is in, for whoever registers an appeal from it. */
@Component
public class CurrentCalls {

    private final CallStore calls;
    private final TelephonyProperties properties;
    private final Clock clock;

    CurrentCalls(CallStore calls, TelephonyProperties properties, Clock clock) {
        this.calls = calls;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * The call an operator talks in, or has just ended.
     *
     * @param id for {@link LinkCall}
     * @param phone null when the caller hides it
     * @param answeredAt when the operator took it: the call's clock
     * @param endedAt null while they talk
     * @param registered whether an appeal was registered from it already
     */
    public record CurrentCall(
            long id,
            @Nullable PhoneNumber phone,
            Instant answeredAt,
            @Nullable Instant endedAt,
            boolean registered) {}

    /** The call that this operator is in, or the last one, for a few minutes; empty when there is none. */
    public Optional<CurrentCall> of(String userId) {
        return atDesk(userId).stream()
                .filter(call -> call.answeredAt() != null)
                .findFirst()
                .map(call -> new CurrentCall(
                        call.id(),
                        call.phone() == null ? null : new PhoneNumber(call.phone()),
                        Objects.requireNonNull(call.answeredAt()),
                        call.endedAt(),
                        call.appeal() != null));
    }

    /** All calls on an operator's desk, what matters most first. */
    List<Call> atDesk(String userId) {
        Instant now = clock.instant();
        return calls.atDesk(
                userId,
                now.minus(properties.ringing()),
                now.minus(properties.talking()),
                now.minus(properties.afterCall()));
    }
}
