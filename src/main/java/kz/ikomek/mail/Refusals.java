package kz.ikomek.mail;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.Matter;
import kz.ikomek.catalog.Addressee;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.catalog.Contacts;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.shared.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * An address takes no mail: what was to reach it goes to the deputy, or else to the next role above, and the shift is
 * told, once a day for each address. All in one transaction.
 */
@Component
class Refusals {

    private final Outbox outbox;
    private final AppealViews appeals;
    private final Contacts contacts;
    private final Catalog catalog;
    private final Writing writing;
    private final MailTemplates templates;
    private final MailAlarm alarm;
    private final Clock clock;

    Refusals(
            Outbox outbox,
            AppealViews appeals,
            Contacts contacts,
            Catalog catalog,
            Writing writing,
            MailTemplates templates,
            MailAlarm alarm,
            Clock clock) {
        this.outbox = outbox;
        this.appeals = appeals;
        this.contacts = contacts;
        this.catalog = catalog;
        this.writing = writing;
        this.templates = templates;
        this.alarm = alarm;
        this.clock = clock;
    }

    /**
     * The mail server said no for good, at once or in a delivery report that came later. The second time for the same
     * mail changes nothing.
     *
     * @return false when there is no such mail
     */
    @Transactional
    boolean refused(UUID id, String why) {
        Outbox.Kept mail = outbox.lock(id).orElse(null);
        if (mail == null) {
            return false;
        }
        if (mail.state() == MailView.State.WAITING || mail.state() == MailView.State.SENT) {
            Set<String> instead = new LinkedHashSet<>();
            List<Outbox.Kept> parts = mail.rule() == Letter.Rule.DIGEST ? outbox.members(id) : List.of(mail);
            outbox.refused(id, why);
            parts.forEach(part -> instead.addAll(passOn(part)));
            alarm.refused(id, mail.role(), why);
            tellTheShift(mail, List.copyOf(instead));
        }
        return true;
    }

    /** The addresses of those who get it instead. */
    private List<String> passOn(Outbox.Kept mail) {
        List<Addressee> found = contacts.insteadOf(mail.address(), mail.role(), mail.agency(), today());
        AppealNumber number = mail.number();
        if (number == null) {
            found.forEach(to -> outbox.passOn(mail.id(), to, clock.instant()));
        } else {
            Matter matter = appeals.find(number).orElseThrow().matter();
            writing.write(
                    found.isEmpty()
                            ? List.of(instead(mail, matter, null))
                            : found.stream()
                                    .map(to -> instead(mail, matter, to))
                                    .toList());
        }
        return found.stream().map(Addressee::email).toList();
    }

    private static Letter instead(Outbox.Kept mail, Matter matter, @Nullable Addressee to) {
        return new Letter(
                UUID.randomUUID(),
                matter,
                Objects.requireNonNull(mail.due(), "a mail about an appeal has a deadline"),
                mail.rule(),
                mail.stage(),
                mail.level(),
                mail.demandedAt(),
                mail.role(),
                mail.agency(),
                to,
                mail.address());
    }

    private void tellTheShift(Outbox.Kept mail, List<String> instead) {
        if (!outbox.firstToday(mail.address(), today())) {
            return;
        }
        List<Addressee> shift = contacts.reach(ContactRole.SHIFT_SUPERVISOR, null, today());
        if (shift.stream().anyMatch(person -> person.email().equals(mail.address()))) {
            shift = contacts.insteadOf(mail.address(), ContactRole.SHIFT_SUPERVISOR, null, today());
        }
        Instant now = clock.instant();
        shift.forEach(person -> outbox.addAlarm(
                person,
                now,
                templates.alarm(
                        mail.address(),
                        mail.role(),
                        agency(mail.agency(), person.language()),
                        instead,
                        person.language())));
    }

    private @Nullable String agency(@Nullable AgencyCode code, Language language) {
        return catalog.agencies().stream()
                .filter(agency -> agency.code().equals(code))
                .map(agency -> agency.name().in(language))
                .findFirst()
                .orElse(null);
    }

    private LocalDate today() {
        return clock.instant().atZone(WorkingCalendar.ZONE).toLocalDate();
    }
}
