package kz.ikomek.mail;

import jakarta.mail.MessagingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for delivery reports every minute, where a mailbox is set. */
@Component
@ConditionalOnProperty("ikomek.mail.bounces.host")
class BounceSchedule {

    private static final Logger log = LoggerFactory.getLogger(BounceSchedule.class);

    private final Bounces bounces;

    BounceSchedule(Bounces bounces) {
        this.bounces = bounces;
    }

    @Scheduled(fixedDelayString = "PT1M")
    void tick() {
        try {
            bounces.read();
        } catch (MessagingException | DataAccessException e) {
            log.error("The mailbox of delivery reports is not read", e);
        }
    }
}
