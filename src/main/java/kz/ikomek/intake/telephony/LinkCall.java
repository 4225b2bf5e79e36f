package kz.ikomek.intake.telephony;

import java.util.OptionalLong;
import java.util.regex.Pattern;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.shared.Actor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says which appeal came of a call. */
@Component
public class LinkCall {

    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

    private final CallStore calls;
    private final Signals signals;

    LinkCall(CallStore calls, Signals signals) {
        this.calls = calls;
        this.signals = signals;
    }

    /** The id of a call as a page sends it; empty when it is none. */
    public static OptionalLong id(String sent) {
        return ID.matcher(sent).matches() ? OptionalLong.of(Long.parseLong(sent)) : OptionalLong.empty();
    }

    /**
     * Links the call, in the transaction of the caller if there is one. The first of several appeals from one call stays
     * linked. Where the telephone system did not say who answered, it was whoever registers. A call that is not known any
     * more, or that somebody else answered, is left alone.
     *
     * @param call its id, from {@link CurrentCalls}
     */
    @Transactional
    public void link(long call, AppealNumber number, Actor actor) {
        if (calls.linked(call, number.value(), actor.userId())) {
            signals.call(call);
        }
    }
}
