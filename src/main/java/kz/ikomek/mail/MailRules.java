package kz.ikomek.mail;

import java.util.ArrayList;
import java.util.List;
import kz.ikomek.appeals.AppealEscalated;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.DangerReported;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.Contact;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.shared.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which step demands which mail to whom. Runs inside the step's transaction: no step without its mail, no mail without. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class MailRules {

    private final Catalog catalog;
    private final AppealViews appeals;
    private final MailTemplates templates;
    private final Outbox outbox;
    private final MailAlarm alarm;

    MailRules(Catalog catalog, AppealViews appeals, MailTemplates templates, Outbox outbox, MailAlarm alarm) {
        this.catalog = catalog;
        this.appeals = appeals;
        this.templates = templates;
        this.outbox = outbox;
        this.alarm = alarm;
    }

    @EventListener
    void escalated(AppealEscalated event) {
        if (event.recipient().ofAgency() && !event.agencies().isEmpty()) {
            event.agencies().forEach(agency -> escalated(event, agency));
        } else {
            escalated(event, null);
        }
    }

    private void escalated(AppealEscalated event, @Nullable AgencyCode agency) {
        reach(event.recipient(), agency)
                .forEach(contact -> write(new Letter(
                        event.number(),
                        Letter.Rule.ESCALATION,
                        event.stage(),
                        event.level(),
                        event.at(),
                        event.recipient(),
                        contact)));
    }

    @EventListener
    void danger(DangerReported event) {
        if (event.agencies().isEmpty()) {
            danger(event, ContactRole.SHIFT_SUPERVISOR, null);
        }
        event.agencies().forEach(agency -> danger(event, ContactRole.AGENCY_HEAD, agency));
    }

    private void danger(DangerReported event, ContactRole role, @Nullable AgencyCode agency) {
        reach(role, agency)
                .forEach(contact ->
                        write(new Letter(event.number(), Letter.Rule.DANGER, null, 0, event.at(), role, contact)));
    }

    /** Who is entered for the role, or else for the next role above; one null when there is nobody at all. */
    private List<@Nullable Contact> reach(ContactRole role, @Nullable AgencyCode agency) {
        for (ContactRole next = role; next != null; next = next.above()) {
            List<Contact> found = catalog.contacts(next, agency);
            if (!found.isEmpty()) {
                return new ArrayList<>(found);
            }
        }
        List<@Nullable Contact> nobody = new ArrayList<>();
        nobody.add(null);
        return nobody;
    }

    private void write(Letter letter) {
        var contact = letter.contact();
        Language language = contact == null ? Language.KK : contact.language();
        var appeal = appeals.find(letter.number()).orElseThrow();
        outbox.add(letter, language, templates.write(letter, appeal, language));
        if (contact == null) {
            alarm.nobodyToWriteTo(letter);
        } else if (contact.role() != letter.asked()) {
            alarm.wroteToNextAbove(letter, contact);
        }
    }
}
