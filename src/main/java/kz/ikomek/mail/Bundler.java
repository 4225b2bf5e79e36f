package kz.ikomek.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import kz.ikomek.appeals.AppealViews;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets gathered mails go: one alone as it is, several to one recipient as one digest. They go as soon as the engine has
 * looked at every ladder that is due, so that a single mail is not held up, and 500 that fall due together are one;
 * but however much the engine has to do, none gathers longer than the setting allows.
 */
@Component
class Bundler {

    /** A look that is due for longer is stuck, and others are not to wait for it. */
    private static final Duration CATCHING_UP = Duration.ofMinutes(2);

    private final Outbox outbox;
    private final AppealViews appeals;
    private final MailTemplates templates;
    private final MailProperties properties;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Bundler(
            Outbox outbox,
            AppealViews appeals,
            MailTemplates templates,
            MailProperties properties,
            TransactionTemplate transactions,
            Clock clock) {
        this.outbox = outbox;
        this.appeals = appeals;
        this.templates = templates;
        this.properties = properties;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Any number of nodes may do so side by side. */
    void release() {
        Instant now = clock.instant();
        if (!outbox.gathers(now)) {
            return;
        }
        // Asked before the rows are read: what was looked at by then has its mails committed.
        boolean caughtUp = !appeals.looksDue(now.minus(CATCHING_UP), now);
        Instant ripe = caughtUp ? now : now.minus(properties.gather());
        for (Letter.Recipient recipient : outbox.ripe(now, ripe)) {
            transactions.executeWithoutResult(status -> bundle(recipient, now));
        }
    }

    private void bundle(Letter.Recipient recipient, Instant now) {
        if (!outbox.mine(recipient)) {
            return;
        }
        List<Letter.Line> lines;
        do {
            lines = outbox.gathered(recipient, now, properties.digest());
            if (lines.size() == 1) {
                Letter.Line alone = lines.get(0);
                MailText text = templates.write(
                        Letter.Rule.ESCALATION, alone.role(), recipient.addressee(), recipient.language(), alone, now);
                outbox.release(alone.id(), now, text);
            } else if (!lines.isEmpty()) {
                UUID digest = UUID.randomUUID();
                outbox.addDigest(
                        digest, recipient, lines.get(0).role(), now, templates.digest(digest, recipient, lines, now));
                outbox.bundle(lines.stream().map(Letter.Line::id).toList(), digest);
            }
        } while (lines.size() == properties.digest());
    }
}
