package kz.ikomek.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The city's mail server: lives in the driver's process, so it outlives every kill. Keeps a mail first and says so only
 * a little later, as a real server does, so that some kills fall between its having the mail and the node's knowing it.
 * It can be in a bad mood.
 */
final class SmtpSink implements AutoCloseable {

    private static final int LONGEST_ANSWER_MS = 300;
    private static final int SLOW_MS = 3_000;
    private static final Pattern APPEAL = Pattern.compile("/staff/appeals/(\\d{8})");

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Random random;
    private final AtomicInteger misdeeds = new AtomicInteger();
    private volatile Mood mood = Mood.WELL;
    private volatile @Nullable String refused;
    private volatile ServerSocket server;

    /** A mail as it came over SMTP; a digest is about several appeals. */
    record Received(String messageId, List<String> numbers, String address) {}

    /** How it treats who comes. */
    enum Mood {
        WELL,
        /** Each answer takes three seconds. */
        SLOW,
        /** Says no to the recipient that was named. */
        REFUSES,
        /** Takes the whole mail, keeps it, and closes the connection in place of an answer. */
        CUTS_OFF
    }

    SmtpSink(long seed) {
        this.random = new Random(seed);
        this.server = listen(0);
    }

    int port() {
        return server.getLocalPort();
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    /** The address whose mail was refused, or null. */
    @Nullable
    String refused() {
        return refused;
    }

    /** How often it was slow, refused or cut off. */
    int misdeeds() {
        return misdeeds.get();
    }

    void is(Mood next) {
        mood = next;
    }

    /** From now on until the next mood. */
    void refuses(String address) {
        refused = address;
        mood = Mood.REFUSES;
    }

    /** Nobody is at home: connections are refused. */
    void goesDown() throws IOException {
        server.close();
    }

    void comesBack() {
        server = listen(server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private ServerSocket listen(int port) {
        try {
            var opened = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            start(() -> accept(opened));
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                Socket one = opened.accept();
                start(() -> talk(one));
            } catch (IOException e) {
                if (!opened.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "smtp sink");
        thread.setDaemon(true);
        thread.start();
    }

    private void talk(Socket socket) {
        try (socket;
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1))) {
            say(socket, "220 ready");
            String to = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("RCPT TO:")) {
                    to = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                    boolean no = mood == Mood.REFUSES && to.equals(refused);
                    if (no) {
                        misdeeds.incrementAndGet();
                    }
                    say(socket, no ? "550 5.1.1 no such person" : "250 2.1.5 ok");
                } else if (line.equals("DATA")) {
                    say(socket, "354 go on");
                    keep(mail(in), to);
                    if (mood == Mood.CUTS_OFF) {
                        misdeeds.incrementAndGet();
                        return;
                    }
                    say(socket, "250 2.0.0 taken");
                } else if (line.equals("QUIT")) {
                    say(socket, "221 bye");
                    return;
                } else {
                    say(socket, "250 ok");
                }
            }
        } catch (IOException killed) {
            // The one who was speaking is dead, or does not wait any longer.
            misdeeds.addAndGet(mood == Mood.SLOW ? 1 : 0);
        }
    }

    private void say(Socket socket, String line) throws IOException {
        if (mood == Mood.SLOW) {
            LockSupport.parkNanos(SLOW_MS * 1_000_000L);
        }
        socket.getOutputStream().write((line + "\r\n").getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String mail(BufferedReader in) throws IOException {
        var text = new StringBuilder();
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                throw new IOException("the mail has no end");
            }
            text.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return text.toString();
    }

    private void keep(String mail, String to) {
        try {
            var message = new MimeMessage(null, new ByteArrayInputStream(mail.getBytes(ISO_8859_1)));
            received.add(new Received(message.getMessageID(), numbers(message), to));
        } catch (MessagingException e) {
            throw new AssertionError("a mail that nobody can read", e);
        }
        LockSupport.parkNanos(random.nextInt(LONGEST_ANSWER_MS) * 1_000_000L);
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
}
