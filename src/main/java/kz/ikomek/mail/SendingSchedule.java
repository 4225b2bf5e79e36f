package kz.ikomek.mail;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for waiting mails four times a second. Off where time is played: in tests and in the month. */
@Component
@ConditionalOnProperty(name = "ikomek.mail.sending", matchIfMissing = true)
class SendingSchedule {

    private static final Logger log = LoggerFactory.getLogger(SendingSchedule.class);

    private final OutboxSender sender;

    SendingSchedule(OutboxSender sender) {
        this.sender = sender;
    }

    @Scheduled(fixedDelay = 250)
    void tick() {
        try {
            sender.sendDue();
        } catch (DataAccessException e) {
            log.error("Mails wait, because the database does not answer", e);
        }
    }
}
