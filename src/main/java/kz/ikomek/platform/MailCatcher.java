package kz.ikomek.platform;

import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import kz.ikomek.shared.StartupNote;

/**
 * The mail server of the default run: takes real SMTP on loopback, delivers nothing, shows what came. Keeps the mails in
 * memory.
 */
public final class MailCatcher implements StartupNote, AutoCloseable {

    private final GreenMail server;

    MailCatcher(int port) {
        this.server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
    }

    /**
     * A mail that came.
     *
     * @param place its place in the order of arrival, from 0
     * @param sent what the mail itself says; null when it says nothing
     */
    public record Caught(
            int place,
            String messageId,
            String from,
            String to,
            String subject,
            @org.jspecify.annotations.Nullable Instant sent,
            String text,
            String html,
            String headers) {}

    /** All mails, the oldest first. */
    public List<Caught> mails() {
        List<StoredMessage> messages =
                new ArrayList<>(server.getManagers().getImapHostManager().getAllMessages());
        messages.sort(Comparator.comparing(StoredMessage::getReceivedDate));
        List<Caught> caught = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            caught.add(caught(i, messages.get(i).getMimeMessage()));
        }
        return caught;
    }

    @Override
    public List<String> lines(String base) {
        return List.of("  Mail catcher   " + base + "/mailcatcher");
    }

    @Override
    public void close() {
        server.stop();
    }

    private static Caught caught(int place, MimeMessage message) {
        try {
            String headers = String.join(
                    "\n", Collections.list(message.getAllHeaderLines()).toArray(String[]::new));
            return new Caught(
                    place,
                    Objects.requireNonNullElse(message.getMessageID(), ""),
                    Arrays.toString(message.getFrom()).replaceAll("^\\[|]$", ""),
                    Arrays.toString(message.getAllRecipients()).replaceAll("^\\[|]$", ""),
                    Objects.requireNonNullElse(message.getSubject(), ""),
                    message.getSentDate() == null ? null : message.getSentDate().toInstant(),
                    body(message, "text/plain"),
                    body(message, "text/html"),
                    headers);
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("a caught mail cannot be read", e);
        }
    }

    private static String body(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return String.valueOf(part.getContent());
        }
        if (part.getContent() instanceof MimeMultipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String found = body(parts.getBodyPart(i), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }
}
