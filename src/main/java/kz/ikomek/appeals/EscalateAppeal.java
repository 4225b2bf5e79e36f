package kz.ikomek.appeals;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.ContactRole;
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
    private final AppealViews views;
    private final ApplicationEventPublisher events;

    EscalateAppeal(Change change, AppealViews views, ApplicationEventPublisher events) {
        this.change = change;
        this.views = views;
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
        var alert = appeal.nextAlert(change.plan, change.calendar(appeal));
        if (alert != null && !alert.at().isAfter(now)) {
            Stage stage = alert.stage();
            List<AgencyCode> agencies = views.told(number, appeal.state, appeal.category, stage);
            ContactRole recipient = recipient(alert.recipient(), agencies);
            AppealState before = appeal.take(Step.ESCALATED);
            appeal.told(alert, now);
            change.store.journal(
                    number,
                    now,
                    Actor.SYSTEM,
                    Step.ESCALATED,
                    before,
                    appeal.state,
                    null,
                    stage + " " + alert.level() + " → " + recipient);
            events.publishEvent(new AppealEscalated(number, stage, alert.level(), recipient, agencies, now));
        }
        change.save(appeal);
        return Objects.requireNonNull(appeal.nextLook, "an open appeal is looked at");
    }

    /** Where no agency is at work any more, the centre itself keeps the appeal under control until it is safe. */
    private static ContactRole recipient(ContactRole asked, List<AgencyCode> agencies) {
        if (!asked.ofAgency() || !agencies.isEmpty()) {
            return asked;
        }
        return asked == ContactRole.AGENCY_DUTY ? ContactRole.SHIFT_SUPERVISOR : ContactRole.CENTRE_HEAD;
    }
}
