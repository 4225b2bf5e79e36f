package kz.ikomek.appeals;

import java.time.Instant;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.deadlines.Norm;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Somebody who was told of an appeal takes it under the own control: for a time nobody above is told. */
@Component
@Transactional
public class TakeUnderControl {

    private final Change change;
    private final ApplicationEventPublisher events;

    TakeUnderControl(Change change, ApplicationEventPublisher events) {
        this.change = change;
        this.events = events;
    }

    /**
     * Takes an open appeal under control. The journal names who did: as the role, a colon and the name. The time of the
     * hold is a setting, counted in time of the norm's calendar; the deadline of the law is held for nobody.
     *
     * @param name of the person who was told
     * @param role in which that person was told
     * @return until when the next level is held
     * @throws Refusal when there is no such appeal, or it is closed
     */
    public Instant take(AppealNumber number, String name, ContactRole role) {
        Appeal held = change.apply(number, Step.TAKEN_UNDER_CONTROL, role + ": " + name, Actor.SYSTEM, appeal -> {
            Norm hold = new Norm(change.limits.hold(), appeal.decision.norm().calendar());
            appeal.hold(change.calendar(appeal).plus(change.now(), hold));
        });
        events.publishEvent(new ClockMoved(number));
        return held.heldUntil();
    }
}
