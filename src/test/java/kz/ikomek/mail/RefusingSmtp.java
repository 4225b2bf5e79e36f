package kz.ikomek.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A mail server that answers RCPT, or the whole mail, of some addresses as it is told, and takes everything else. */
final class RefusingSmtp implements AutoCloseable {

    private final ServerSocket server;
    private final Map<String, String> atRcpt;
    private final Map<String, String> afterData;
    private final List<String> taken = new CopyOnWriteArrayList<>();

    RefusingSmtp(Map<String, String> atRcpt, Map<String, String> afterData) {
        this.atRcpt = atRcpt;
        this.afterData = afterData;
        try {
            server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var thread = new Thread(this::serve, "refusing smtp");
        thread.setDaemon(true);
        thread.start();
    }

    JavaMailSender sender() {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(server.getLocalPort());
        return sender;
    }

    /** The addresses whose mail it took, in the order in which it came. */
    List<String> taken() {
        return taken;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept();
                    var in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
                talk(socket, in);
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void talk(Socket socket, BufferedReader in) throws IOException {
        say(socket, "220 ready");
        String to = "";
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("RCPT TO:")) {
                to = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                say(socket, atRcpt.getOrDefault(to, "250 2.1.5 ok"));
            } else if (line.equals("DATA")) {
                say(socket, "354 go on");
                while (!".".equals(in.readLine())) {
                    continue;
                }
                String answer = afterData.getOrDefault(to, "250 2.0.0 taken");
                if (answer.startsWith("250")) {
                    taken.add(to);
                }
                say(socket, answer);
            } else if (line.equals("QUIT")) {
                say(socket, "221 bye");
                return;
            } else {
                say(socket, "250 ok");
            }
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}
