package kz.ikomek.mail;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kz.ikomek.appeals.Matter;
import kz.ikomek.catalog.Addressee;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.CatalogNames;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.directory.Entry;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Sentences;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes a demanded mail into the outbox, and says when it may leave: danger at once, all else by gathering and quiet hours. */
@Component
class Writing {

    private final Catalog catalog;
    private final MailTemplates templates;
    private final Outbox outbox;
    private final MailProperties properties;
    private final Sentences sentences;
    private final MailAlarm alarm;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Writing(
            Catalog catalog,
            MailTemplates templates,
            Outbox outbox,
            MailProperties properties,
            Sentences sentences,
            MailAlarm alarm,
            ApplicationEventPublisher events,
            Clock clock) {
        this.catalog = catalog;
        this.templates = templates;
        this.outbox = outbox;
        this.properties = properties;
        this.sentences = sentences;
        this.alarm = alarm;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A mail before it leaves.
     *
     * @param subject as of now
     * @param state in which it enters the outbox
     * @param leaves when it may leave
     * @param line what of it stands in a digest
     */
    record Written(Language language, String subject, MailView.State state, Instant leaves, Letter.Line line) {}

    /**
     * Puts mails into the outbox; the same demand twice is one mail. One that gathers is written out when it leaves: most
     * of a burst become lines of a digest, and what leaves in the morning says how late it is then.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void write(List<Letter> letters) {
        Instant now = clock.instant();
        CatalogNames names = catalog.names();
        List<Outbox.New> mails = new ArrayList<>();
        for (Letter letter : letters) {
            Written written = written(letter, names, now);
            mails.add(new Outbox.New(
                    letter, written, written.state() == MailView.State.WAITING ? text(letter, written, now) : null));
        }
        outbox.add(mails);
        events.publishEvent(new MailDemanded());
        letters.forEach(this::alarm);
    }

    /** Asks those who answer for an entry of the directory to correct it; it can wait for the end of the quiet hours. */
    @Transactional(propagation = Propagation.MANDATORY)
    void correction(List<Addressee> owners, Entry entry, Instant at) {
        owners.forEach(owner -> outbox.addCorrection(
                owner, at, leaves(owner.role(), at), templates.correction(entry, owner.language())));
        events.publishEvent(new MailDemanded());
    }

    private void alarm(Letter letter) {
        var addressee = letter.addressee();
        if (addressee == null) {
            alarm.nobodyToWriteTo(letter);
        } else if (addressee.role() != letter.asked() && letter.refused() == null) {
            alarm.wroteToNextAbove(letter, addressee);
        }
    }

    /** The mail as it is at an instant; writes nothing. */
    Written written(Letter letter, Instant at) {
        return written(letter, catalog.names(), at);
    }

    /** Its words at that instant; writes nothing. */
    MailText text(Letter letter, Written written, Instant at) {
        var addressee = letter.addressee();
        return templates.write(
                letter.rule(),
                letter.asked(),
                addressee == null ? "" : addressee.name(),
                written.language(),
                written.line(),
                at);
    }

    private Written written(Letter letter, CatalogNames names, Instant at) {
        Matter matter = letter.matter();
        Addressee addressee = letter.addressee();
        Language language = addressee == null ? Language.KK : addressee.language();
        var line = new Letter.Line(
                letter.id(),
                matter.number(),
                letter.stage(),
                addressee == null ? letter.asked() : addressee.role(),
                names.category(matter.category(), language),
                Objects.requireNonNullElse(names.place(matter.district(), matter.address(), language), ""),
                letter.deadline(),
                String.join("\n", notes(letter, language)));
        String subject = templates.subject(letter.rule(), line, language, at);
        if (addressee == null) {
            return new Written(language, subject, MailView.State.DEAD, at, line);
        }
        return letter.rule() == Letter.Rule.DANGER || matter.danger()
                ? new Written(language, subject, MailView.State.WAITING, at, line)
                : new Written(language, subject, MailView.State.GATHERING, leaves(addressee.role(), at), line);
    }

    /** The centre works round the clock, and an enquiry lives two minutes: who sits in it has no quiet hours. */
    private Instant leaves(ContactRole role, Instant at) {
        return role.ofCentre() ? at : properties.quiet().leaves(at);
    }

    private List<String> notes(Letter letter, Language language) {
        List<String> notes = new ArrayList<>();
        Addressee addressee = letter.addressee();
        if (addressee != null && addressee.inPlaceOf() != null) {
            notes.add(sentences.of("mail.note.in-place", language, addressee.inPlaceOf()));
        }
        if (letter.refused() != null) {
            notes.add(sentences.of("mail.note.refused", language, letter.refused()));
        }
        return notes;
    }
}
