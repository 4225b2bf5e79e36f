package kz.ikomek.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import kz.ikomek.shared.LoggedAppeal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * Hands waiting mails to the mail server. Any number of nodes may run it side by side. A mail leaves at least once, and
 * always with the same Message-ID, so that a mail server or a reader sees a repetition as such.
 */
@Component
public class OutboxSender {

    private static final Logger log = LoggerFactory.getLogger(OutboxSender.class);
    private static final int LONGEST_ERROR = 500;

    private final Outbox outbox;
    private final Bundler bundler;
    private final Refusals refusals;
    private final JavaMailSender smtp;
    private final MailProperties properties;
    private final MailAlarm alarm;
    private final Clock clock;
    private volatile boolean stopping;

    OutboxSender(
            Outbox outbox,
            Bundler bundler,
            Refusals refusals,
            JavaMailSender smtp,
            MailProperties properties,
            MailAlarm alarm,
            Clock clock) {
        this.outbox = outbox;
        this.bundler = bundler;
        this.refusals = refusals;
        this.smtp = smtp;
        this.properties = properties;
        this.alarm = alarm;
        this.clock = clock;
    }

    /**
     * Lets go what has gathered and sends what is due, outside any transaction: a slow mail server holds no lock.
     *
     * @return how many mails were tried
     */
    public int sendDue() {
        bundler.release();
        int tried = 0;
        List<Letter.Waiting> batch;
        do {
            Instant now = clock.instant();
            batch = outbox.take(now, now.plus(properties.lease()), properties.batch());
            batch.forEach(this::send);
            tried += batch.size();
        } while (batch.size() == properties.batch() && !stopping);
        return tried;
    }

    /** The application ends: what waits stays in the outbox for the next start, or for another node. */
    @EventListener
    void applicationEnds(ContextClosedEvent event) {
        stopping = true;
    }

    private void send(Letter.Waiting letter) {
        try (var working = LoggedAppeal.of(Objects.toString(letter.number(), null))) {
            sendLogged(letter);
        }
    }

    private void sendLogged(Letter.Waiting letter) {
        try {
            smtp.send(message(letter));
            outbox.sent(letter.id(), clock.instant());
        } catch (MailException | MessagingException e) {
            failed(letter, e);
        }
    }

    private void failed(Letter.Waiting letter, Exception e) {
        String why = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
        String error = why.length() > LONGEST_ERROR ? why.substring(0, LONGEST_ERROR) : why;
        List<Duration> retries = properties.retries();
        if (SmtpRefusal.of(e)) {
            refusals.refused(letter.id(), error);
        } else if (letter.attempts() > retries.size()) {
            if (outbox.dead(letter.id(), error)) {
                alarm.gaveUp(letter, error);
            }
        } else {
            Duration pause = retries.get(letter.attempts() - 1);
            outbox.failed(letter.id(), clock.instant().plus(pause), error);
            log.warn("Mail {}: next try in {}: {}", letter.id(), pause, error);
        }
    }

    private MimeMessage message(Letter.Waiting letter) throws MessagingException {
        MimeMessage message = new MimeMessage(smtp.createMimeMessage().getSession()) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + letter.id() + "@" + domain() + ">");
            }
        };
        var helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
        helper.setFrom(properties.from());
        helper.setTo(letter.address());
        helper.setSubject(letter.subject());
        helper.setText(letter.text(), letter.html());
        helper.setSentDate(Date.from(letter.demandedAt()));
        message.setHeader("Auto-Submitted", "auto-generated");
        var number = letter.number();
        if (number != null) {
            message.setHeader("X-Appeal", number.value());
        }
        return message;
    }

    private String domain() {
        return properties.from().substring(properties.from().indexOf('@') + 1);
    }
}
