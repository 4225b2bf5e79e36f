package kz.ikomek.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The telephone system, as it tells of calls over real HTTP. */
public final class Switchboard {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;

    public Switchboard(int port) {
        this.port = port;
    }

    public void rings(String callId, String from, String... extensions) {
        tells(event("newCall", callId, from) + users(extensions));
    }

    public void answers(String callId, String from, @Nullable String extension) {
        tells(event("answer", callId, from) + (extension == null ? "" : "&answeringNumber=" + extension));
    }

    public void hangsUp(String callId, String from, String cause) {
        tells(event("hangup", callId, from) + "&cause=" + cause);
    }

    public void tells(String form) {
        var answer = post(
                "/api/telephony/events",
                form,
                "application/x-www-form-urlencoded",
                Map.of("Authorization", "Bearer " + IntegrationTest.TELEPHONY_SECRET));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");
    }

    public HttpResponse<String> post(String path, String body, String type, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public static String event(String event, String callId, String from) {
        return "event=" + event + "&callId=" + callId + "&direction=in&to=109&from=" + URLEncoder.encode(from, UTF_8);
    }

    public static String users(String... extensions) {
        var users = new StringBuilder();
        for (String extension : extensions) {
            users.append("&")
                    .append(URLEncoder.encode("user[]", UTF_8))
                    .append("=")
                    .append(extension);
        }
        return users.toString();
    }
}
