package kz.ikomek.appeals;

import java.time.Instant;
import java.util.List;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.Category;
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
    private final Catalog catalog;
    private final ApplicationEventPublisher events;

    EscalateAppeal(Change change, Catalog catalog, ApplicationEventPublisher events) {
        this.change = change;
        this.catalog = catalog;
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
            events.publishEvent(
                    new AppealEscalated(number, stage, alert.level(), alert.recipient(), atWork(appeal), now));
        }
        return appeal.nextLook(change.plan, change.calendar, now);
    }

    /** The pharmacists are seconded by the agency that answers for the category; nobody is assigned then. */
    private List<AgencyCode> atWork(Appeal appeal) {
        Category category = catalog.category(appeal.category);
        return appeal.state == AppealState.PHARMACY && category.agencyRule() != null && !category.needsDistrict()
                ? List.of(new AgencyCode(category.agencyRule()))
                : change.store.openAgencies(appeal.number);
    }
}
