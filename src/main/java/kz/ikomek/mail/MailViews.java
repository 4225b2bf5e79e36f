package kz.ikomek.mail;

import java.util.List;
import kz.ikomek.appeals.AppealNumber;
import org.springframework.stereotype.Component;

/** Which mails went out about an appeal. */
@Component
public class MailViews {

    private final Outbox outbox;

    MailViews(Outbox outbox) {
        this.outbox = outbox;
    }

    /** How many mails were given up, or had nobody to go to; must be 0. */
    public long deadLetters() {
        return outbox.deadLetters();
    }

    /** What waits to leave. */
    public MailQueue queue() {
        return outbox.queue();
    }

    /** All mails about the appeal, the oldest first. */
    public List<MailView> of(AppealNumber number) {
        return outbox.of(number);
    }
}
