package kz.ikomek.mail;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import kz.ikomek.catalog.Addressee;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.catalog.Contacts;
import kz.ikomek.deadlines.WorkingCalendar;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Mails to the shift, which sits in the centre day and night, about the system itself. */
@Component
public class AlarmShift {

    private final Contacts contacts;
    private final Outbox outbox;
    private final MailTemplates templates;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AlarmShift(
            Contacts contacts, Outbox outbox, MailTemplates templates, ApplicationEventPublisher events, Clock clock) {
        this.contacts = contacts;
        this.outbox = outbox;
        this.templates = templates;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Says that something which must never be wrong is wrong; once a day for each invariant, whatever the numbers.
     *
     * @param invariant its tag, which has a sentence in the messages of the mails
     * @param numbers of the appeals that it is broken by
     */
    @Transactional
    public void invariantBroken(String invariant, List<String> numbers) {
        Instant now = clock.instant();
        LocalDate today = now.atZone(WorkingCalendar.ZONE).toLocalDate();
        List<Addressee> shift = contacts.reach(ContactRole.SHIFT_SUPERVISOR, null, today);
        if (shift.isEmpty() || !outbox.firstToday("invariant:" + invariant, today)) {
            return;
        }
        for (Addressee person : shift) {
            outbox.addAlarm(person, now, templates.invariant(invariant, numbers, person.language()));
        }
        events.publishEvent(new MailDemanded());
    }
}
