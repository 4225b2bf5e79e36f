package kz.ikomek.testing;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which cookies the application sets, from the login page to the way out. */
public final class Cookies {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final Map<String, String> seen = new TreeMap<>();
    private final String server;

    private Cookies(int port) {
        server = "http://localhost:" + port;
    }

    /**
     * Each cookie by its name, as the header said it last.
     *
     * @param userId somebody with the password of demo staff; null to stay on the login page
     */
    public static Map<String, String> of(int port, @Nullable String userId) throws IOException, InterruptedException {
        var cookies = new Cookies(port);
        cookies.collect(userId);
        return cookies.seen;
    }

    private void collect(@Nullable String userId) throws IOException, InterruptedException {
        String page = get("/login?language=kk").body();
        get("/staff");
        if (userId == null) {
            return;
        }
        var token = TOKEN.matcher(page);
        if (!token.find()) {
            throw new AssertionError("no form on the login page");
        }
        String csrf = URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
        post("/login", "username=" + userId + "&password=demo&_csrf=" + csrf);
        for (String path : List.of(
                "/",
                "/camunda/app/tasklist/default/",
                "/camunda/app/welcome/default/",
                "/camunda/api/engine/engine/default/task/count",
                "/staff?language=ru",
                "/staff/password")) {
            get(path);
        }
        post("/logout", "_csrf=" + csrf);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return keep(HttpRequest.newBuilder(URI.create(server + path)).header("Accept", "text/html"));
    }

    private void post(String path, String form) throws IOException, InterruptedException {
        keep(HttpRequest.newBuilder(URI.create(server + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> keep(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = browser.send(request.build(), BodyHandlers.ofString());
        answer.headers()
                .allValues("Set-Cookie")
                .forEach(cookie -> seen.put(cookie.substring(0, cookie.indexOf('=')), cookie));
        return answer;
    }
}
