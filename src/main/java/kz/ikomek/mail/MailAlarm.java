package kz.ikomek.mail;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import kz.ikomek.catalog.Addressee;
import kz.ikomek.catalog.ContactRole;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells the engineers about mails that do not arrive: a line of level ERROR, the counter {@code ikomek.mail.alarms} and
 * the gauge {@code ikomek.mail.dead}, which must be 0.
 */
@Component
class MailAlarm {

    private static final Logger log = LoggerFactory.getLogger(MailAlarm.class);

    private final MeterRegistry meters;

    MailAlarm(MeterRegistry meters, Outbox outbox) {
        this.meters = meters;
        meters.gauge("ikomek.mail.dead", outbox, Outbox::deadLetters);
    }

    void gaveUp(Letter.Waiting letter, String why) {
        raise("dead-letter");
        log.error("Mail {} is given up after {} tries: {}", letter.id(), letter.attempts(), why);
    }

    void refused(UUID mail, ContactRole role, String why) {
        raise("refused");
        log.error("Mail {} to {} is refused, so it goes to somebody else: {}", mail, role, why);
    }

    void nobodyToWriteTo(Letter letter) {
        raise("no-contact");
        log.error(
                "Nobody is entered for {} nor above, so appeal {} reaches nobody: enter a contact.",
                letter.asked(),
                letter.number());
    }

    void wroteToNextAbove(Letter letter, Addressee addressee) {
        raise("next-above");
        log.error(
                "Nobody is entered for {}, so the mail about appeal {} goes to {}: enter a contact.",
                letter.asked(),
                letter.number(),
                addressee.role());
    }

    private void raise(String reason) {
        meters.counter("ikomek.mail.alarms", "reason", reason).increment();
    }
}
