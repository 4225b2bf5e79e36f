package kz.ikomek.intake.register;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.intake.telephony.LinkCall;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import kz.ikomek.workflow.StartAppeal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Registers what an operator typed during a call, once: sending the same call again gives the same number. */
@Component
class RegisterCall {

    private final CallDrafts drafts;
    private final StartAppeal start;
    private final LinkCall link;
    private final Clock clock;

    RegisterCall(CallDrafts drafts, StartAppeal start, LinkCall link, Clock clock) {
        this.drafts = drafts;
        this.start = start;
        this.link = link;
        this.clock = clock;
    }

    /**
     * Registers, and forgets what was typed, in one transaction.
     *
     * @param call id of the page that was opened for the call
     * @param startedAt when it was
     * @throws Refusal naming the field that is wrong; what was typed is kept then
     */
    @Transactional
    AppealNumber register(UUID call, Instant startedAt, TypedCall typed, Actor operator) {
        Instant now = clock.instant();
        AppealNumber known = drafts.lock(call, operator.userId(), startedAt, now);
        if (known != null) {
            return known;
        }
        AppealNumber number = start.start(typed.told(), operator);
        drafts.registered(call, number, now);
        LinkCall.id(typed.phoneCall()).ifPresent(phoneCall -> link.link(phoneCall, number, operator));
        return number;
    }
}
