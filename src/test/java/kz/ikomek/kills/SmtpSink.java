package kz.ikomek.kills;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * The city's mail server: lives in the driver's process, so it outlives every kill. Keeps a mail first and says so only
 * a little later, as a real server does, so that some kills fall between its having the mail and the node's knowing it.
 */
final class SmtpSink implements AutoCloseable {

    private static final int LONGEST_ANSWER_MS = 300;

    private final GreenMail server;
    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
    private final Random random;

    private static final Pattern APPEAL = Pattern.compile("/staff/appeals/(\\d{8})");

    /** A mail as it came over SMTP; a digest is about several appeals. */
    record Received(String messageId, List<String> numbers, String address) {}

    SmtpSink(long seed) {
        this.random = new Random(seed);
        this.server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        // The server's threads throw when the one who was speaking to them is killed.
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            if (!thread.getName().startsWith("smtp:")) {
                System.err.println(thread.getName() + ": " + e);
            }
        });
        server.getUserManager().setMessageDeliveryHandler(this::keep);
    }

    int port() {
        return server.getSmtp().getPort();
    }

    List<Received> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    private GreenMailUser keep(MovingMessage mail, MailAddress to) throws MessagingException, UserException {
        var message = mail.getMessage();
        received.add(new Received(message.getMessageID(), numbers(message), to.getEmail()));
        LockSupport.parkNanos(random.nextInt(LONGEST_ANSWER_MS) * 1_000_000L);
        var user = server.getUserManager().getUserByEmail(to.getEmail());
        return user == null ? server.getUserManager().createUser(to.getEmail(), to.getEmail(), to.getEmail()) : user;
    }

    private static List<String> numbers(Part part) throws MessagingException {
        try {
            if (part.isMimeType("text/plain")) {
                return APPEAL.matcher(String.valueOf(part.getContent()))
                        .results()
                        .map(link -> link.group(1))
                        .toList();
            }
            List<String> found = new ArrayList<>();
            if (part.getContent() instanceof Multipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    found.addAll(numbers(parts.getBodyPart(i)));
                }
            }
            return found;
        } catch (IOException e) {
            throw new MessagingException("unreadable", e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
