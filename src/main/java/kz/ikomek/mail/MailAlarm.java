package kz.ikomek.mail;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.UUID;
import kz.ikomek.catalog.Addressee;
import kz.ikomek.catalog.ContactRole;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells the engineers about mails that do not arrive: a line of level ERROR and the counter {@code ikomek.mail.alarms}. */
@Component
class MailAlarm {

    private static final Logger log = LoggerFactory.getLogger(MailAlarm.class);
    private static final String ALARMS = "ikomek.mail.alarms";
    private static final String GAVE_UP = "dead-letter";
    private static final String REFUSED = "refused";
    private static final String NOBODY = "no-contact";
    private static final String NEXT_ABOVE = "next-above";
    private static final List<String> REASONS = List.of(GAVE_UP, REFUSED, NOBODY, NEXT_ABOVE);

    private final MeterRegistry meters;

    MailAlarm(MeterRegistry meters) {
        this.meters = meters;
        // A counter that appears with its first alarm has no increase that an alert could see.
        REASONS.forEach(reason -> meters.counter(ALARMS, "reason", reason));
    }

    void gaveUp(Letter.Waiting letter, String why) {
        raise(GAVE_UP);
        log.error("Mail {} is given up after {} tries: {}", letter.id(), letter.attempts(), why);
    }

    void refused(UUID mail, ContactRole role, String why) {
        raise(REFUSED);
        log.error("Mail {} to {} is refused, so it goes to somebody else: {}", mail, role, why);
    }

    void nobodyToWriteTo(Letter letter) {
        raise(NOBODY);
        log.error(
                "Nobody is entered for {} nor above, so appeal {} reaches nobody: enter a contact.",
                letter.asked(),
                letter.number());
    }

    void wroteToNextAbove(Letter letter, Addressee addressee) {
        raise(NEXT_ABOVE);
        log.error(
                "Nobody is entered for {}, so the mail about appeal {} goes to {}: enter a contact.",
                letter.asked(),
                letter.number(),
                addressee.role());
    }

    private void raise(String reason) {
        meters.counter(ALARMS, "reason", reason).increment();
    }
}
