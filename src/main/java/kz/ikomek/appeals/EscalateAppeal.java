package kz.ikomek.appeals;

import java.time.Instant;
import kz.ikomek.deadlines.Stage;
import kz.ikomek.shared.Actor;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Climbs the ladder of escalation, one level at a time. */
@Component
@Transactional
public class EscalateAppeal {

    private final Change change;
    private final ApplicationEventPublisher events;

    EscalateAppeal(Change change, ApplicationEventPublisher events) {
        this.change = change;
        this.events = events;
    }

    /**
     * Tells the next level if its time has come.
     *
     * @return when to look again; always some instant, because an open appeal is never left without a look
     */
    public Instant escalate(AppealNumber number) {
        Appeal appeal = change.store.lock(number);
        Instant now = change.now();
        var alert = appeal.nextAlert(change.plan);
        if (alert != null && !alert.at().isAfter(now)) {
            Stage stage = appeal.state.stage();
            AppealState before = appeal.take(Step.ESCALATED);
            appeal.told(alert.level(), now);
            change.store.save(appeal);
            change.store.journal(
                    number,
                    now,
                    Actor.SYSTEM,
                    Step.ESCALATED,
                    before,
                    appeal.state,
                    null,
                    stage + " " + alert.level() + " → " + alert.recipient());
            events.publishEvent(new AppealEscalated(
                    number, stage, alert.level(), alert.recipient(), change.store.openAgencies(number), now));
        }
        return appeal.nextLook(change.plan, change.calendar, now);
    }
}
