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

    /** All mails about the appeal, the oldest first. */
    public List<MailView> of(AppealNumber number) {
        return outbox.of(number);
    }
}
