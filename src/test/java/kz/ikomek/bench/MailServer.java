package kz.ikomek.bench;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A mail server on loopback that notes when it accepted which mail: it has all of it, and is about to say so. */
final class MailServer implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final GreenMail server = new GreenMail(new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTP));
    private final Map<String, Instant> accepted = new ConcurrentHashMap<>();
    private final GreenMailUser everybody;
    private volatile Duration thinks = Duration.ZERO;

    MailServer() {
        server.start();
        try {
            this.everybody = server.getUserManager().createUser("all@bench.example", "all", "all");
        } catch (UserException e) {
            throw new IllegalStateException(e);
        }
        server.getUserManager().setMessageDeliveryHandler(this::accept);
    }

    String host() {
        return HOST;
    }

    int port() {
        return server.getSmtp().getPort();
    }

    /** How long it takes to accept a mail from now on. */
    void thinks(Duration time) {
        thinks = time;
    }

    /**
     * When a mail was first accepted; null when it was not.
     *
     * @param id what stands in its Message-ID before the @
     */
    @Nullable
    Instant acceptedAt(String id) {
        return accepted.get(id);
    }

    int mails() {
        return accepted.size();
    }

    /** Throws away what came. */
    void forget() {
        accepted.clear();
        try {
            server.purgeEmailFromAllMailboxes();
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    private GreenMailUser accept(MovingMessage mail, MailAddress to) throws MessagingException {
        if (!thinks.isZero()) {
            LockSupport.parkNanos(thinks.toNanos());
        }
        String id = mail.getMessage().getMessageID();
        accepted.putIfAbsent(id.substring(1, id.indexOf('@')), Instant.now());
        return everybody;
    }

    @Override
    public void close() {
        server.stop();
    }
}
