package kz.ikomek.appeals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.deadlines.EscalationPlan.Alert;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Climbs the ladder of escalation, one level at a time: of one appeal when its timer falls due, of many in one step when
 * so many are due together that their timers would take too long. Both take the same decision about an appeal that they
 * have locked, so whichever comes second finds nothing to tell.
 */
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
        climb(List.of(appeal));
        return Objects.requireNonNull(appeal.nextLook, "an open appeal is looked at");
    }

    /**
     * Tells the next level of appeals whose time has come, the longest due first, in one transaction and with as many
     * statements as for one. Passes over those that a step of somebody else has locked.
     *
     * @param most appeals at once
     * @return how many were looked at
     */
    public int escalateDue(int most) {
        List<Appeal> appeals = change.store.lockDue(change.now(), most);
        climb(appeals);
        return appeals.size();
    }

    private void climb(List<Appeal> appeals) {
        Instant now = change.now();
        Map<Appeal, Alert> due = new LinkedHashMap<>();
        for (Appeal appeal : appeals) {
            Alert alert = appeal.nextAlert(change.plan, change.calendar(appeal));
            if (alert != null && !alert.at().isAfter(now)) {
                due.put(appeal, alert);
            }
        }
        if (!due.isEmpty()) {
            tell(due, now);
        }
        List<Appeal> changed = new ArrayList<>();
        for (Appeal appeal : appeals) {
            Instant before = appeal.nextLook;
            appeal.setNextLook(change.plan, change.calendar(appeal), now);
            if (due.containsKey(appeal) || !Objects.equals(before, appeal.nextLook)) {
                changed.add(appeal);
            }
        }
        change.store.saveTold(changed);
    }

    private void tell(Map<Appeal, Alert> due, Instant now) {
        var told = views.told(due);
        List<AppealEscalated> tellings = new ArrayList<>();
        List<AppealStore.Line> journal = new ArrayList<>();
        due.forEach((appeal, alert) -> {
            List<AgencyCode> agencies = Objects.requireNonNull(told.get(appeal.number));
            ContactRole recipient = recipient(alert.recipient(), agencies);
            AppealState before = appeal.take(Step.ESCALATED);
            Instant deadline = appeal.deadline(alert.stage());
            appeal.told(alert, now);
            journal.add(new AppealStore.Line(
                    appeal.number,
                    Step.ESCALATED,
                    before,
                    appeal.state,
                    alert.stage() + " " + alert.level() + " → " + recipient));
            tellings.add(new AppealEscalated(
                    appeal.matter(), alert.stage(), alert.level(), recipient, agencies, deadline, now));
        });
        change.store.journal(journal, now);
        events.publishEvent(new AppealsEscalated(tellings));
    }

    /** Where no agency is at work any more, the centre itself keeps the appeal under control until it is safe. */
    private static ContactRole recipient(ContactRole asked, List<AgencyCode> agencies) {
        if (!asked.ofAgency() || !agencies.isEmpty()) {
            return asked;
        }
        return asked == ContactRole.AGENCY_DUTY ? ContactRole.SHIFT_SUPERVISOR : ContactRole.CENTRE_HEAD;
    }
}
