package kz.ikomek.mail;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import kz.ikomek.appeals.AppealView;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.catalog.Addressee;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Sentences;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes a demanded mail into the outbox, and says when it may leave: danger at once, all else by gathering and quiet hours. */
@Component
class Writing {

    private final AppealViews appeals;
    private final Catalog catalog;
    private final MailTemplates templates;
    private final Outbox outbox;
    private final MailProperties properties;
    private final Sentences sentences;
    private final MailAlarm alarm;
    private final Clock clock;

    Writing(
            AppealViews appeals,
            Catalog catalog,
            MailTemplates templates,
            Outbox outbox,
            MailProperties properties,
            Sentences sentences,
            MailAlarm alarm,
            Clock clock) {
        this.appeals = appeals;
        this.catalog = catalog;
        this.templates = templates;
        this.outbox = outbox;
        this.properties = properties;
        this.sentences = sentences;
        this.alarm = alarm;
        this.clock = clock;
    }

    /**
     * A mail in words.
     *
     * @param state in which it enters the outbox
     * @param leaves when it may leave
     * @param line what of it stands in a digest
     */
    record Written(Language language, MailText text, MailView.State state, Instant leaves, Letter.Line line) {}

    /** Puts the mail into the outbox; the same demand twice is one mail. */
    @Transactional(propagation = Propagation.MANDATORY)
    void write(Letter letter) {
        outbox.add(letter, words(letter, clock.instant()));
        var addressee = letter.addressee();
        if (addressee == null) {
            alarm.nobodyToWriteTo(letter);
        } else if (addressee.role() != letter.asked() && letter.refused() == null) {
            alarm.wroteToNextAbove(letter, addressee);
        }
    }

    /** The mail as it is at an instant; writes nothing. */
    Written words(Letter letter, Instant at) {
        AppealView appeal = appeals.find(letter.number()).orElseThrow();
        Addressee addressee = letter.addressee();
        Language language = addressee == null ? Language.KK : addressee.language();
        List<String> notes = notes(letter, language);
        var line = new Letter.Line(
                letter.id(),
                letter.number(),
                addressee == null ? letter.asked() : addressee.role(),
                catalog.category(appeal.category()).name().in(language),
                Objects.requireNonNullElse(catalog.place(appeal.district(), appeal.address(), language), ""),
                MailTemplates.deadline(letter.stage(), appeal),
                String.join("\n", notes));
        MailText text = templates.write(letter, appeal, language, line, notes, at);
        if (addressee == null) {
            return new Written(language, text, MailView.State.DEAD, at, line);
        }
        return letter.rule() == Letter.Rule.DANGER || appeal.danger()
                ? new Written(language, text, MailView.State.WAITING, at, line)
                : new Written(language, text, MailView.State.GATHERING, leaves(addressee.role(), at), line);
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
