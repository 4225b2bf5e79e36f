package kz.ikomek.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A staff member at the real web server: with Basic login at the REST interface, or with a session as a browser has. */
public final class StaffClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final HttpClient http;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final String server;
    private final String base;
    private final @Nullable String basic;
    private boolean token = true;
    private boolean pastTheOffer;
    private Duration patience = Duration.ofMinutes(2);

    /** @param body empty when there is none */
    public record Answer(int status, String body) {

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** What is said to whoever asked: the engine's own words, or the detail of problem details. */
        public String told() {
            return json().path("message").asText() + json().path("detail").asText();
        }
    }

    private StaffClient(int port, String base, @Nullable String basic) {
        this.server = "http://localhost:" + port;
        this.base = base;
        this.basic = basic;
        this.http = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /** At {@code /engine-rest}, as Modeler and scripts do. */
    public static StaffClient basic(int port, String userId) {
        String login = Base64.getEncoder().encodeToString((userId + ":demo").getBytes(UTF_8));
        return new StaffClient(port, "/engine-rest", "Basic " + login);
    }

    /** At the engine's interface behind Tasklist, after our login page. */
    public static StaffClient session(int port, String userId) {
        return session(port, userId, "demo");
    }

    /** Where there are no demo staff. */
    public static StaffClient session(int port, String userId, String password) {
        var client = new StaffClient(port, "/camunda/api/engine/engine/default", null);
        String page =
                client.send("GET", client.server + "/login", null, "text/html").body();
        var token = CSRF.matcher(page);
        if (!token.find()) {
            throw new AssertionError("no CSRF token on the login page: " + page);
        }
        client.send(
                "POST",
                client.server + "/login",
                "language=kk&username=" + userId + "&password=" + password + "&_csrf="
                        + URLEncoder.encode(token.group(1), UTF_8),
                "application/x-www-form-urlencoded");
        client.send("GET", client.server + "/camunda/app/tasklist/default/", null, "text/html");
        return client;
    }

    /** Nobody: no login at all. */
    public static StaffClient stranger(int port) {
        return new StaffClient(port, "", null);
    }

    /** How long it waits for an answer from now on; then the request has failed as by a lost connection. */
    public StaffClient patience(Duration longest) {
        patience = longest;
        return this;
    }

    /** From now on as a page of somebody else would send it: with the cookies, without the token. */
    public StaffClient withoutToken() {
        token = false;
        return this;
    }

    /** From now on to what holds behind the list of what the engine's interface offers: {@link PastTheOffer}. */
    public StaffClient pastTheOffer() {
        pastTheOffer = true;
        return this;
    }

    public Answer get(String path) {
        return send("GET", server + base + path, null, "application/json");
    }

    /** As Tasklist asks for its lists: with everything the page shows embedded. */
    public Answer hal(String path) {
        return send(
                HttpRequest.newBuilder(URI.create(server + base + path))
                        .header("Accept", "application/hal+json")
                        .GET(),
                "application/json");
    }

    /** As Tasklist asks for the tasks of a filter. */
    public Answer halPost(String path, String json) {
        return send(
                HttpRequest.newBuilder(URI.create(server + base + path))
                        .header("Accept", "application/hal+json")
                        .POST(BodyPublishers.ofString(json)),
                "application/json");
    }

    public Answer post(String path, String json) {
        return send("POST", server + base + path, json, "application/json");
    }

    /** With {@code Idempotency-Key}, as a program that sends it again until it is answered. */
    public Answer postOnce(String path, String json, String key) {
        return send(
                HttpRequest.newBuilder(URI.create(server + base + path))
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(json)),
                "application/json");
    }

    /** A page or interface elsewhere on the server, in the same session. */
    public Answer getAbsolute(String path) {
        return send("GET", server + path, null, "application/json");
    }

    /** A page, as a browser asks for it, in the same session. */
    public Answer page(String path) {
        return send(
                HttpRequest.newBuilder(URI.create(server + path))
                        .header("Accept", "text/html")
                        .GET(),
                "application/json");
    }

    /** A form of a page, as a browser sends it: with the page's own token. */
    public Answer submit(String page, String path, String fields) {
        return submitWith(token(page), path, fields);
    }

    /** The token of the forms of a page. */
    public String token(String page) {
        var token = CSRF.matcher(page(page).body());
        if (!token.find()) {
            throw new AssertionError("no form on " + page);
        }
        return token.group(1);
    }

    /** A form of a page that was opened before. */
    public Answer submitWith(String pagesToken, String path, String fields) {
        // A form sends no header; the engine's token in the one we would send is not the page's.
        boolean header = this.token;
        this.token = false;
        try {
            return send(
                    HttpRequest.newBuilder(URI.create(server + path))
                            .header("Accept", "text/html")
                            .POST(BodyPublishers.ofString(fields + "&_csrf=" + URLEncoder.encode(pagesToken, UTF_8))),
                    "application/x-www-form-urlencoded");
        } finally {
            this.token = header;
        }
    }

    /** The server-sent events of a page, as its browser hears them, in the same session. */
    public LiveEvents events(String path) {
        return new LiveEvents(
                http,
                HttpRequest.newBuilder(URI.create(server + path))
                        .header("Accept", "text/event-stream")
                        .build());
    }

    /** At a path of the server, whatever way the client belongs to. */
    public Answer postAbsolute(String path, String json) {
        return send("POST", server + path, json, "application/json");
    }

    public Answer put(String path, String json) {
        return send("PUT", server + base + path, json, "application/json");
    }

    public Answer options(String path) {
        return send("OPTIONS", server + base + path, null, "application/json");
    }

    public Answer delete(String path) {
        return send("DELETE", server + base + path, null, "application/json");
    }

    /** A deployment as Camunda Modeler sends it: multipart, the fields by name, the files by their names. */
    public Answer deploy(Map<String, String> fields, Map<String, byte[]> files, String language) {
        String boundary = "----ikomek109";
        var body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> part(body, boundary, "name=\"" + name + "\"", value.getBytes(UTF_8)));
        files.forEach(
                (name, content) -> part(body, boundary, "name=\"" + name + "\"; filename=\"" + name + "\"", content));
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(UTF_8));
        return send(
                HttpRequest.newBuilder(URI.create(server + base + "/deployment/create"))
                        .header("Accept-Language", language)
                        .method("POST", BodyPublishers.ofByteArray(body.toByteArray())),
                "multipart/form-data; boundary=" + boundary);
    }

    /** Files as a script of a page sends them: each in a part called {@code files}. */
    public Answer upload(
            String path, Map<String, String> fields, Map<String, byte[]> files, Map<String, String> headers) {
        String boundary = "----ikomek109";
        var body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> part(body, boundary, "name=\"" + name + "\"", value.getBytes(UTF_8)));
        files.forEach((name, content) -> part(body, boundary, "name=\"files\"; filename=\"" + name + "\"", content));
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(UTF_8));
        var request = HttpRequest.newBuilder(URI.create(server + path))
                .header("Accept", "application/json")
                .method("POST", BodyPublishers.ofByteArray(body.toByteArray()));
        headers.forEach(request::header);
        return send(request, "multipart/form-data; boundary=" + boundary);
    }

    /**
     * Parts of a form with their own content types, as scripts send variables to the engine.
     *
     * @param parts name and content type of each, and what it holds
     */
    public Answer parts(String path, List<Part> parts) {
        String boundary = "----ikomek109";
        var body = new ByteArrayOutputStream();
        parts.forEach(part -> part(
                body,
                boundary,
                "name=\"" + part.name() + "\"\r\nContent-Type: " + part.type(),
                part.content().getBytes(UTF_8)));
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(UTF_8));
        return send(
                HttpRequest.newBuilder(URI.create(server + base + path))
                        .POST(BodyPublishers.ofByteArray(body.toByteArray())),
                "multipart/form-data; boundary=" + boundary);
    }

    /** @param type the content type */
    public record Part(String name, String type, String content) {}

    private static void part(ByteArrayOutputStream body, String boundary, String disposition, byte[] content) {
        body.writeBytes(
                ("--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n").getBytes(UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(UTF_8));
    }

    private Answer send(String method, String url, @Nullable String body, String type) {
        return send(
                HttpRequest.newBuilder(URI.create(url))
                        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)),
                type);
    }

    private Answer send(HttpRequest.Builder request, String type) {
        request.header("Content-Type", type).timeout(patience);
        if (pastTheOffer) {
            request.header(PastTheOffer.HEADER, "true");
        }
        if (basic != null) {
            request.header("Authorization", basic);
        }
        for (HttpCookie cookie : cookies.getCookieStore().getCookies()) {
            if (token && cookie.getName().equals("XSRF-TOKEN")) {
                request.header("X-XSRF-TOKEN", cookie.getValue());
            }
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
