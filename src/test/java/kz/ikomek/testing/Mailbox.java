package kz.ikomek.testing;

import java.util.List;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.mail.OutboxSender;
import kz.ikomek.platform.MailCatcher;
import kz.ikomek.platform.MailCatcher.Caught;
import org.springframework.boot.test.context.TestComponent;

/** What really came over SMTP. */
@TestComponent
public class Mailbox {

    private final OutboxSender sender;
    private final MailCatcher catcher;

    Mailbox(OutboxSender sender, MailCatcher catcher) {
        this.sender = sender;
        this.catcher = catcher;
    }

    /** Has waiting mail sent and reads all mails to an address, the oldest first. */
    public List<Caught> to(String address) {
        sender.sendDue();
        return catcher.mails().stream()
                .filter(mail -> mail.to().equals(address))
                .toList();
    }

    /** Has waiting mail sent and reads all mails about the appeal, digests too, the oldest first. */
    public List<Caught> about(AppealNumber number) {
        sender.sendDue();
        return catcher.mails().stream()
                .filter(mail -> mail.text().contains("/staff/appeals/" + number.value()))
                .toList();
    }
}
