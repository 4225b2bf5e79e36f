package kz.ikomek.mail;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.search.FlagTerm;
import java.io.IOException;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads the mailbox of delivery reports. A report is taken out only after what it changes is committed; what is none, or
 * about no mail of ours, is marked as read and stays for people. Several nodes may read side by side.
 */
@Component
class Bounces {

    private static final Logger log = LoggerFactory.getLogger(Bounces.class);
    private static final String MILLISECONDS = "10000";

    private final Refusals refusals;
    private final MailProperties.Bounces mailbox;

    Bounces(Refusals refusals, MailProperties properties) {
        this.refusals = refusals;
        this.mailbox = properties.bounces();
    }

    /**
     * Reads what came since the last time.
     *
     * @throws MessagingException when the mailbox cannot be read
     */
    void read() throws MessagingException {
        try (var store = session().getStore(mailbox.protocol())) {
            store.connect(mailbox.host(), mailbox.port(), mailbox.username(), mailbox.password());
            try (Folder folder = store.getFolder(mailbox.folder())) {
                folder.open(Folder.READ_WRITE);
                for (Message message : folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false))) {
                    message.setFlag(understood(message) ? Flags.Flag.DELETED : Flags.Flag.SEEN, true);
                }
            }
        }
    }

    private boolean understood(Message message) {
        Optional<BounceReport> report = report(message);
        boolean ours = report.isPresent()
                && (!report.get().failed()
                        || refusals.refused(report.get().mail(), report.get().why()));
        if (!ours) {
            log.warn(
                    "Message {} in {} is no delivery report about a mail of ours", message.getMessageNumber(), mailbox);
        }
        return ours;
    }

    private static Optional<BounceReport> report(Message message) {
        try {
            return BounceReport.of(message);
        } catch (MessagingException | IOException e) {
            return Optional.empty();
        }
    }

    private Session session() {
        var settings = new Properties();
        String prefix = "mail." + mailbox.protocol() + ".";
        settings.setProperty(prefix + "connectiontimeout", MILLISECONDS);
        settings.setProperty(prefix + "timeout", MILLISECONDS);
        settings.setProperty(prefix + "writetimeout", MILLISECONDS);
        settings.setProperty(prefix + "ssl.checkserveridentity", "true");
        // Reading a message does not mark it as read: only what is committed may.
        settings.setProperty(prefix + "peek", "true");
        return Session.getInstance(settings);
    }
}
