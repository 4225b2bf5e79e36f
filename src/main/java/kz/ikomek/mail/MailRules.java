package kz.ikomek.mail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import kz.ikomek.appeals.AppealEscalated;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.DangerReported;
import kz.ikomek.catalog.Addressee;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.catalog.Contacts;
import kz.ikomek.deadlines.Stage;
import kz.ikomek.deadlines.WorkingCalendar;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which step demands which mail to whom. Runs inside the step's transaction: no step without its mail, no mail without. */
@Component
class MailRules {

    private final Contacts contacts;
    private final Writing writing;

    MailRules(Contacts contacts, Writing writing) {
        this.contacts = contacts;
        this.writing = writing;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void escalated(AppealEscalated event) {
        escalation(event.number(), event.stage(), event.level(), event.recipient(), event.agencies(), event.at())
                .forEach(writing::write);
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void danger(DangerReported event) {
        for (AgencyCode agency : event.agencies()) {
            letters(event.number(), Letter.Rule.DANGER, null, 0, ContactRole.AGENCY_HEAD, agency, event.at())
                    .forEach(writing::write);
        }
    }

    /** The mails that a level of the ladder demands. */
    List<Letter> escalation(
            AppealNumber number, Stage stage, int level, ContactRole recipient, List<AgencyCode> agencies, Instant at) {
        if (!recipient.ofAgency() || agencies.isEmpty()) {
            return letters(number, Letter.Rule.ESCALATION, stage, level, recipient, null, at);
        }
        return agencies.stream()
                .flatMap(
                        agency -> letters(number, Letter.Rule.ESCALATION, stage, level, recipient, agency, at).stream())
                .toList();
    }

    /** One to each person reached; one to nobody when nobody is entered at all. */
    private List<Letter> letters(
            AppealNumber number,
            Letter.Rule rule,
            @Nullable Stage stage,
            int level,
            ContactRole asked,
            @Nullable AgencyCode agency,
            Instant at) {
        List<@Nullable Addressee> reached = new ArrayList<>(
                contacts.reach(asked, agency, at.atZone(WorkingCalendar.ZONE).toLocalDate()));
        if (reached.isEmpty()) {
            reached.add(null);
        }
        List<Letter> letters = new ArrayList<>();
        for (Addressee addressee : reached) {
            letters.add(new Letter(UUID.randomUUID(), number, rule, stage, level, at, asked, agency, addressee, null));
        }
        return letters;
    }
}
