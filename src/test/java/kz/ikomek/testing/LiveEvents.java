package kz.ikomek.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Server-sent events over real HTTP, until it is closed. */
public final class LiveEvents implements AutoCloseable {

    private final HttpResponse<Stream<String>> response;
    private final Thread reader;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    LiveEvents(HttpClient http, HttpRequest request) {
        try {
            response = http.send(request, BodyHandlers.ofLines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        reader = new Thread(this::read, "live events");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (var all = response.body()) {
            all.forEach(lines::add);
        } catch (UncheckedIOException closed) {
            lines.add("closed");
        }
    }

    public int status() {
        return response.statusCode();
    }

    /** Everything that came. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** How often the page was told to look again. */
    public long changes() {
        return lines.stream().filter(line -> line.equals("event:changed")).count();
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
