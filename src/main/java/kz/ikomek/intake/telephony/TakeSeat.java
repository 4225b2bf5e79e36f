package kz.ikomek.intake.telephony;

import java.time.Clock;
import java.time.Instant;
import java.util.regex.Pattern;
import kz.ikomek.shared.Refusal;
import kz.ikomek.staff.StaffMember;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An operator says at which extension he sits. One operator an extension: the later one takes it over. */
@Component
class TakeSeat {

    private static final Pattern EXTENSION = Pattern.compile("[0-9]{1,10}");

    private final Seats seats;
    private final Signals signals;
    private final Clock clock;

    TakeSeat(Seats seats, Signals signals, Clock clock) {
        this.seats = seats;
        this.signals = signals;
        this.clock = clock;
    }

    /**
     * Sits down, or leaves the place. Whoever sat there is told.
     *
     * @param typed the extension; blank to leave
     * @throws Refusal naming the field {@code phoneExtension}
     */
    @Transactional
    void take(StaffMember operator, String typed) {
        String extension = typed.strip();
        if (!extension.isEmpty() && !EXTENSION.matcher(extension).matches()) {
            throw new Refusal("telephony.extension.invalid", "phoneExtension");
        }
        Instant now = clock.instant();
        seats.lock();
        seats.arrive(operator.userId(), operator.fullName(), now);
        if (!extension.isEmpty()) {
            seats.clear(extension, operator.userId(), operator.fullName(), now).ifPresent(signals::seat);
        }
        seats.sit(operator.userId(), extension.isEmpty() ? null : extension);
        signals.seat(operator.userId());
    }
}
