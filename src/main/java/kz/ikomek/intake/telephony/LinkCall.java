package kz.ikomek.intake.telephony;

import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says which appeal came of a call. */
@Component
public class LinkCall {

    private final CallStore calls;
    private final Signals signals;

    LinkCall(CallStore calls, Signals signals) {
        this.calls = calls;
        this.signals = signals;
    }

    /**
     * Links the call, in the transaction of the caller if there is one. The first of several appeals from one call stays
     * linked. Where the telephone system did not say who answered, it was whoever registers.
     *
     * @param call its id, from {@link CurrentCalls}
     * @throws Refusal when there is no such call
     */
    @Transactional
    public void link(long call, AppealNumber number, Actor actor) {
        if (!calls.exists(call)) {
            throw new Refusal("telephony.no-call", null);
        }
        calls.linked(call, number.value());
        calls.answeredBy(call, actor.userId());
        signals.call(call);
    }
}
