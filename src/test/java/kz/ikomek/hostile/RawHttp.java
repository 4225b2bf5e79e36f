package kz.ikomek.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP/1.1 as bytes, one connection a request: no client library would send what stands in these tests. */
final class RawHttp {

    private static final int PATIENCE = 20_000;
    private static final int LARGEST_ANSWER = 2_000_000;
    /** CR LF CR LF. */
    private static final int END_OF_HEAD = 0x0D0A0D0A;

    private final int port;
    private final String from;

    /** @param from the client's own address on loopback */
    RawHttp(int port, String from) {
        this.port = port;
        this.from = from;
    }

    /**
     * @param status 0 when the server closed the connection without a word
     * @param headers by name in lower case, all values of a name joined by a line break
     */
    record Reply(int status, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** Lines end with CR LF when sent. */
    record Request(String method, String target, List<String> headers, byte[] body) {

        Request with(String header) {
            var more = new ArrayList<>(headers);
            more.add(header);
            return new Request(method, target, more, body);
        }
    }

    static Request get(String target) {
        return new Request("GET", target, List.of("Accept: text/html"), new byte[0]);
    }

    static Request post(String target, String type, byte[] body) {
        return new Request("POST", target, List.of("Accept: text/html", "Content-Type: " + type), body);
    }

    static Request form(String target, String fields) {
        return post(target, "application/x-www-form-urlencoded", fields.getBytes(UTF_8));
    }

    Reply send(Request request) {
        var head = new StringBuilder(request.method() + " " + request.target() + " HTTP/1.1\r\nHost: localhost\r\n");
        request.headers().forEach(header -> head.append(header).append("\r\n"));
        boolean ownLength = request.headers().stream()
                .map(header -> header.toLowerCase(Locale.ROOT))
                .anyMatch(header -> header.startsWith("content-length") || header.startsWith("transfer-encoding"));
        if (!ownLength && (request.body().length > 0 || !request.method().equals("GET"))) {
            head.append("Content-Length: ").append(request.body().length).append("\r\n");
        }
        head.append("Connection: close\r\n\r\n");
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(UTF_8));
        bytes.writeBytes(request.body());
        return send(bytes.toByteArray());
    }

    Reply send(byte[] bytes) {
        try (var socket = new Socket()) {
            socket.setSoTimeout(PATIENCE);
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            try {
                socket.getOutputStream().write(bytes);
                socket.getOutputStream().flush();
            } catch (SocketException answeredBeforeAllWasSent) {
                return read(socket.getInputStream());
            }
            return read(socket.getInputStream());
        } catch (SocketException | SocketTimeoutException closed) {
            return new Reply(0, Map.of(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reply read(InputStream unbuffered) throws IOException {
        var in = new BufferedInputStream(unbuffered);
        var head = new ByteArrayOutputStream();
        int lastFour = 0;
        while (lastFour != END_OF_HEAD) {
            int next = in.read();
            if (next < 0) {
                return new Reply(0, Map.of(), head.toString(UTF_8));
            }
            head.write(next);
            lastFour = lastFour << 8 | next;
        }
        String[] lines = head.toString(UTF_8).split("\r\n", -1);
        var headers = new TreeMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.merge(
                        lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip(),
                        (one, other) -> one + "\n" + other);
            }
        }
        int status = Integer.parseInt(lines[0].split(" ", 3)[1]);
        if (headers.getOrDefault("content-type", "").startsWith("text/event-stream")) {
            return new Reply(status, headers, "");
        }
        var body = new ByteArrayOutputStream();
        try {
            int expected = Integer.parseInt(headers.getOrDefault("content-length", Integer.toString(LARGEST_ANSWER)));
            body.writeBytes(in.readNBytes(expected));
        } catch (SocketException | SocketTimeoutException closedOrLeftOpen) {
            return new Reply(status, headers, body.toString(UTF_8));
        }
        return new Reply(
                status,
                headers,
                headers.getOrDefault("transfer-encoding", "").contains("chunked")
                        ? joined(body.toByteArray())
                        : body.toString(UTF_8));
    }

    /** A body that came in chunks, without their lengths. */
    private static String joined(byte[] chunks) {
        var all = new ByteArrayOutputStream();
        String text = new String(chunks, ISO_8859_1);
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf("\r\n", at);
            if (end < 0) {
                break;
            }
            int length = Integer.parseInt(text.substring(at, end).strip(), 16);
            all.write(chunks, end + 2, Math.min(length, chunks.length - end - 2));
            at = end + 2 + length + 2;
        }
        return all.toString(UTF_8);
    }
}
