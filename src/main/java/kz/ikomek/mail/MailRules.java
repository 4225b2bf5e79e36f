package kz.ikomek.mail;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kz.ikomek.appeals.AppealEscalated;
import kz.ikomek.appeals.AppealView;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.AppealsEscalated;
import kz.ikomek.appeals.DangerReported;
import kz.ikomek.catalog.Addressee;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.catalog.Contacts;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.directory.EntryDisputed;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which step demands which mail to whom. Runs inside the step's transaction: no step without its mail, no mail without. */
@Component
class MailRules {

    private final Contacts contacts;
    private final AppealViews appeals;
    private final Writing writing;

    MailRules(Contacts contacts, AppealViews appeals, Writing writing) {
        this.contacts = contacts;
        this.appeals = appeals;
        this.writing = writing;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void escalated(AppealsEscalated event) {
        writing.write(escalations(event.all()));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void danger(DangerReported event) {
        AppealView appeal = appeals.find(event.number()).orElseThrow();
        List<Letter> letters = new ArrayList<>();
        if (event.agencies().isEmpty()) {
            letters.addAll(danger(appeal, ContactRole.SHIFT_SUPERVISOR, null, event.at()));
        }
        event.agencies().forEach(agency -> letters.addAll(danger(appeal, ContactRole.AGENCY_HEAD, agency, event.at())));
        writing.write(letters);
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void wrongEntry(EntryDisputed event) {
        writing.correction(ownersOf(event), event.entry(), event.at());
    }

    /** The agency's own people, or the shift: a wrong telephone number climbs to nobody's superior. */
    private List<Addressee> ownersOf(EntryDisputed event) {
        LocalDate day = event.at().atZone(WorkingCalendar.ZONE).toLocalDate();
        AgencyCode agency = event.entry().facts().owner().agency();
        List<Addressee> own = agency == null
                ? List.of()
                : contacts.reach(ContactRole.AGENCY_DUTY, agency, day).stream()
                        .filter(addressee -> addressee.role().ofAgency())
                        .toList();
        return own.isEmpty() ? contacts.reach(ContactRole.SHIFT_SUPERVISOR, null, day) : own;
    }

    private List<Letter> danger(AppealView appeal, ContactRole role, @Nullable AgencyCode agency, Instant at) {
        return reached(role, agency, at).stream()
                .map(addressee -> new Letter(
                        UUID.randomUUID(),
                        appeal.matter(),
                        appeal.due(),
                        Letter.Rule.DANGER,
                        null,
                        0,
                        at,
                        role,
                        agency,
                        addressee.orElse(null),
                        null))
                .toList();
    }

    /** The mails that levels of ladders demand. Whom a role reaches is asked once for all of them. */
    List<Letter> escalations(List<AppealEscalated> tellings) {
        Map<Asked, List<Optional<Addressee>>> known = new HashMap<>();
        List<Letter> letters = new ArrayList<>();
        for (AppealEscalated telling : tellings) {
            for (Optional<AgencyCode> agency : agencies(telling)) {
                var asked = new Asked(telling.recipient(), agency);
                known.computeIfAbsent(
                                asked, key -> reached(key.role(), key.agency().orElse(null), telling.at()))
                        .forEach(addressee -> letters.add(letter(telling, agency, addressee)));
            }
        }
        return letters;
    }

    private record Asked(ContactRole role, Optional<AgencyCode> agency) {}

    private static List<Optional<AgencyCode>> agencies(AppealEscalated telling) {
        return !telling.recipient().ofAgency() || telling.agencies().isEmpty()
                ? List.of(Optional.empty())
                : telling.agencies().stream().map(Optional::of).toList();
    }

    private static Letter letter(AppealEscalated telling, Optional<AgencyCode> agency, Optional<Addressee> addressee) {
        return new Letter(
                UUID.randomUUID(),
                telling.matter(),
                telling.deadline(),
                Letter.Rule.ESCALATION,
                telling.stage(),
                telling.level(),
                telling.at(),
                telling.recipient(),
                agency.orElse(null),
                addressee.orElse(null),
                null);
    }

    /** Each person reached; nobody, once, when nobody is entered at all. */
    private List<Optional<Addressee>> reached(ContactRole asked, @Nullable AgencyCode agency, Instant at) {
        var reached =
                contacts.reach(asked, agency, at.atZone(WorkingCalendar.ZONE).toLocalDate());
        return reached.isEmpty()
                ? List.of(Optional.empty())
                : reached.stream().map(Optional::of).toList();
    }
}
