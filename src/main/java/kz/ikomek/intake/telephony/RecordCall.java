package kz.ikomek.intake.telephony;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes down what the telephone system tells of a call: who rings, who answered, what was missed. The same events in any
 * order, each any number of times, leave the same call and the same list of those to call back.
 */
@Component
class RecordCall {

    private final CallStore calls;
    private final Seats seats;
    private final CallBacks callBacks;
    private final Signals signals;
    private final Clock clock;

    RecordCall(CallStore calls, Seats seats, CallBacks callBacks, Signals signals, Clock clock) {
        this.calls = calls;
        this.seats = seats;
        this.callBacks = callBacks;
        this.signals = signals;
        this.clock = clock;
    }

    /** Adds one event; whoever's desk it changes hears of it once it is committed. */
    @Transactional
    void record(CallEvent event) {
        Instant now = clock.instant();
        if (event.phone() != null) {
            callBacks.oneAtATime(event.phone());
        }
        Call call = calls.merge(event, now);
        if (call.answeredAt() != null && call.answeredBy() == null) {
            List<String> meant = seats.meant(call.answeredOn() == null ? call.rings() : List.of(call.answeredOn()));
            if (meant.size() == 1) {
                calls.answeredBy(call.id(), meant.get(0));
            }
        }
        if (call.newlyMissed()) {
            calls.toCallBack(call.id(), callBacks.missed(call));
            signals.missedCalls();
        } else if (call.phone() != null && call.answeredAt() != null && callBacks.answered(call, now)) {
            signals.missedCalls();
        }
        signals.call(call.id());
    }
}
