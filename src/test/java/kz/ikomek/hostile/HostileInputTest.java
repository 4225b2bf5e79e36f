package kz.ikomek.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.PastTheOffer;
import kz.ikomek.testing.SampleFiles;
import kz.ikomek.workflow.Centre;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every mapped path of ours and the doors beside them (login, telephone system, files, the engine's REST) are given what
 * nobody means well by. Each is answered by a 4xx in words, or the input is in truth harmless, and then the reason stands in
 * {@link Harmless}; nothing is a 5xx, nothing comes back unescaped, and no table holds anything of it.
 */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PEOPLE =
            List.of("operator", "supervisor", "admin", "inspector", "controller", "executor-water-sewerage", "owner");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String BOUNDARY = "----hostile";

    @LocalServerPort
    int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Centre centre;

    private final AtomicInteger count = new AtomicInteger();
    private final Map<String, Session> sessions = new HashMap<>();
    private RawHttp http;
    private Books books;
    private AppealNumber number;

    @BeforeAll
    void staffAndAnAppeal() {
        http = new RawHttp(port, "127.0.0.1");
        books = new Books(jdbc);
        centre.itIs("2026-11-16T10:00");
        Session.nobodyWaits(jdbc);
        number = centre.registered("sewerage");
        PEOPLE.forEach(person -> sessions.put(person, Session.of(http, person)));
    }

    @AfterAll
    void enough() {
        System.out.println("hostile inputs: " + count.get());
        assertThat(count.get()).isGreaterThan(300);
    }

    @TestFactory
    Stream<DynamicTest> everyMappedPath() {
        var endpoints = Endpoint.all(mappings);
        assertThat(endpoints).hasSizeGreaterThan(60);
        return endpoints.stream().map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> attack(endpoint)));
    }

    private void attack(Endpoint endpoint) {
        var person = whoMayGoThere(endpoint);
        Function<RawHttp.Request, RawHttp.Request> asStaff = person::in;
        // A step on a real appeal would be one; what is no text of an appeal stands on its page all the same.
        String target = endpoint.method().equals("GET")
                ? endpoint.filled(Map.of("number", number.value(), "stage", "EXECUTION", "level", "1"))
                : endpoint.filled("999999");
        group(endpoint.toString(), attempts -> {
            HostileTexts.encoded().forEach((what, text) -> {
                if (!endpoint.variables().isEmpty()) {
                    attempts.add(
                            new Attempt("path: " + what, asStaff.apply(request(endpoint, endpoint.filled(text), ""))));
                }
                if (!endpoint.fields().isEmpty()) {
                    attempts.add(new Attempt(
                            "all fields: " + what, asStaff.apply(request(endpoint, target, fields(endpoint, text)))));
                }
            });
            HostileTexts.notOfTheType().forEach((what, text) -> {
                if (endpoint.variables().stream().anyMatch(Endpoint.Field::typed)
                        && !text.isEmpty()
                        && !what.equals(HostileTexts.SAME_NUMBER)) {
                    attempts.add(
                            new Attempt("path: " + what, asStaff.apply(request(endpoint, endpoint.filled(text), ""))));
                }
                for (var field : endpoint.fields()) {
                    if (field.typed() || field.name().toLowerCase(Locale.ROOT).contains("da")) {
                        attempts.add(new Attempt(
                                field.name() + ": " + what,
                                asStaff.apply(request(endpoint, target, field.name() + "=" + text))));
                    }
                }
            });
            attempts.add(new Attempt("nothing", asStaff.apply(request(endpoint, target, ""))));
            if (!endpoint.fields().isEmpty()) {
                attempts.add(new Attempt(
                        "twice",
                        asStaff.apply(request(
                                endpoint,
                                target,
                                fields(endpoint, "1") + "&"
                                        + fields(endpoint, HostileTexts.encoded(HostileTexts.TAG))))));
            }
            attempts.add(new Attempt(
                    "many fields",
                    asStaff.apply(request(
                            endpoint,
                            target,
                            Stream.iterate(0, i -> i < 2_000, i -> i + 1)
                                    .map(i -> "f" + i + "=" + i)
                                    .collect(Collectors.joining("&"))))));
            if (!endpoint.method().equals("GET")) {
                unreadableBodies(endpoint, target, attempts, asStaff);
                attempts.add(new Attempt("no token", person.forged(request(endpoint, target, ""))));
                attempts.add(new Attempt(
                        "forged token",
                        person.forged(request(endpoint, target, "_csrf=AAAA").with("X-XSRF-TOKEN: AAAA"))));
            }
            for (String verb : List.of("PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "get", "BREW")) {
                attempts.add(new Attempt(
                        "verb " + verb,
                        asStaff.apply(new RawHttp.Request(
                                verb, target, List.of("Accept: " + endpoint.accepts()), new byte[0]))));
            }
            attempts.add(new Attempt(
                    "method override",
                    asStaff.apply(request(endpoint, target, "_method=DELETE").with("X-HTTP-Method-Override: DELETE"))));
            attempts.add(new Attempt(
                    "headers",
                    asStaff.apply(request(endpoint, target, "")
                            .with("Accept-Language: " + "kk,".repeat(1_000) + HostileTexts.TAG)
                            .with("HX-Request: true")
                            .with("HX-Current-URL: javascript:alert(109)")
                            .with("Origin: null")
                            .with("Range: bytes=0-,0-,0-,0-"))));
            attempts.add(new Attempt(
                    "asks for an odd type",
                    asStaff.apply(new RawHttp.Request(
                            endpoint.method(),
                            target,
                            List.of("Accept: application/x-java-serialized-object"),
                            new byte[0]))));
        });
    }

    private void unreadableBodies(
            Endpoint endpoint,
            String target,
            List<Attempt> attempts,
            Function<RawHttp.Request, RawHttp.Request> asStaff) {
        var bodies = new HashMap<String, RawHttp.Request>();
        bodies.put(
                "JSON",
                RawHttp.post(target, "application/json", "{\"a\":".repeat(5_000).getBytes(UTF_8)));
        bodies.put("XML", RawHttp.post(target, "application/xml", SampleTexts.ENTITIES.getBytes(UTF_8)));
        bodies.put(
                "broken parts", RawHttp.post(target, "multipart/form-data; boundary=" + BOUNDARY, new byte[] {1, 2}));
        bodies.put("parts without a boundary", RawHttp.post(target, "multipart/form-data", new byte[] {1, 2}));
        bodies.put(
                "many parts",
                RawHttp.post(
                        target,
                        "multipart/form-data; boundary=" + BOUNDARY,
                        ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n")
                                .repeat(2_000)
                                .concat("--" + BOUNDARY + "--\r\n")
                                .getBytes(UTF_8)));
        bodies.put("no type at all", RawHttp.post(target, "", "a=b".getBytes(UTF_8)));
        bodies.put("an impossible type", RawHttp.post(target, "a/b/c;;=", "a=b".getBytes(UTF_8)));
        bodies.put(
                "an impossible character set",
                RawHttp.post(target, FORM + "; charset=x-nothing", "a=b".getBytes(UTF_8)));
        bodies.put("bytes", RawHttp.post(target, FORM, new byte[] {(byte) 0xFF, 0, 1, '=', (byte) 0xC3, '&', '%'}));
        bodies.put("a huge form", RawHttp.form(target, "a=" + "x".repeat(2_200_000)));
        bodies.forEach((what, request) -> attempts.add(new Attempt(what, asStaff.apply(request))));
    }

    private Session session(String person) {
        return Objects.requireNonNull(sessions.get(person));
    }

    private Session whoMayGoThere(Endpoint endpoint) {
        @Nullable Session best = null;
        for (String person : PEOPLE) {
            var session = session(person);
            int status = http.send(session.in(request(endpoint, endpoint.filled(Map.of("number", number.value())), "")))
                    .status();
            count.incrementAndGet();
            if (status != 401 && status != 403 && status != 404) {
                return session;
            }
            if (best == null && status != 401 && status != 403) {
                best = session;
            }
        }
        return best == null ? session("operator") : best;
    }

    private static RawHttp.Request request(Endpoint endpoint, String target, String fields) {
        var accept = "Accept: " + endpoint.accepts();
        if (endpoint.method().equals("GET")) {
            return new RawHttp.Request(
                    "GET", fields.isEmpty() ? target : target + "?" + shortened(fields), List.of(accept), new byte[0]);
        }
        return new RawHttp.Request(
                endpoint.method(), target, List.of(accept, "Content-Type: " + FORM), fields.getBytes(UTF_8));
    }

    /** What still fits into the first line of a request. */
    private static String shortened(String query) {
        return query.substring(0, Math.min(query.length(), 6_000));
    }

    private static String fields(Endpoint endpoint, String value) {
        return endpoint.fields().stream()
                .map(field -> field.name() + "=" + value)
                .collect(Collectors.joining("&"));
    }

    @Test
    void theLogin() {
        group("login", attempts -> {
            HostileTexts.encoded()
                    .forEach((what, text) -> attempts.add(new Attempt(
                            what,
                            RawHttp.form(
                                            "/login",
                                            "username=" + text + "&password=" + text + "&language=" + text + "&_csrf="
                                                    + Session.encodedToken())
                                    .with("Cookie: ikomek-csrf=0123456789abcdef"))));
            attempts.add(new Attempt("no token", RawHttp.form("/login", "username=admin&password=demo")));
            attempts.add(new Attempt(
                    "no fields",
                    RawHttp.form("/login", "_csrf=" + Session.encodedToken())
                            .with("Cookie: ikomek-csrf=0123456789abcdef")));
            attempts.add(new Attempt(
                    "JSON", RawHttp.post("/login", "application/json", "{\"username\":[]}".getBytes(UTF_8))));
            attempts.add(new Attempt(
                    "forged session", RawHttp.get("/staff").with("Cookie: JSESSIONID=" + "A".repeat(3_000))));
            attempts.add(new Attempt(
                    "broken cookie", RawHttp.get("/staff").with("Cookie: language=\u0001; =; ;;; $Version=1")));
            for (String basic :
                    List.of("", "!!!!", "Og==", basic("nobody:"), basic("\0:\0"), basic("nobody"), "A".repeat(6_000))) {
                attempts.add(new Attempt(
                        "Basic " + basic, RawHttp.get("/engine-rest/task").with("Authorization: Basic " + basic)));
            }
            attempts.add(new Attempt(
                    "redirect elsewhere",
                    RawHttp.get(
                            "/login?continue=https://evil.example&error=" + HostileTexts.encoded(HostileTexts.TAG))));
        });
    }

    private static String basic(String login) {
        return Base64.getEncoder().encodeToString(login.getBytes(UTF_8));
    }

    @Test
    void theTelephoneSystem() {
        group("telephony", attempts -> {
            Function<RawHttp.Request, RawHttp.Request> known =
                    request -> request.with("Authorization: Bearer " + IntegrationTest.TELEPHONY_SECRET);
            HostileTexts.encoded().forEach((what, text) -> {
                attempts.add(new Attempt(
                        "all: " + what,
                        known.apply(RawHttp.form(
                                "/api/telephony/events",
                                "event=" + text + "&callId=" + text + "&from=" + text + "&direction=" + text))));
                attempts.add(
                        new Attempt("secret: " + what, RawHttp.form("/api/telephony/events/" + text, "event=newCall")));
            });
            SampleTexts.json()
                    .forEach((what, json) -> attempts.add(new Attempt(
                            "JSON: " + what,
                            known.apply(RawHttp.post("/api/telephony/events", "application/json", json)))));
            attempts.add(new Attempt(
                    "no secret", RawHttp.form("/api/telephony/events", "event=newCall&callId=1&from=87011234567")));
            attempts.add(new Attempt(
                    "secret in the query",
                    RawHttp.form("/api/telephony/events?secret=" + IntegrationTest.TELEPHONY_SECRET, "event=newCall")));
            attempts.add(new Attempt(
                    "XML",
                    known.apply(RawHttp.post(
                            "/api/telephony/events", "application/xml", SampleTexts.ENTITIES.getBytes(UTF_8)))));
            attempts.add(new Attempt(
                    "UTF-16",
                    known.apply(RawHttp.post(
                            "/api/telephony/events",
                            "application/json; charset=UTF-16",
                            "{\"event\"".getBytes(UTF_8)))));
            for (String from :
                    List.of("", "+", "8".repeat(500), "٨٧٠١", "tel:+7701;phone-context=x", "-87011234567", "0")) {
                attempts.add(new Attempt(
                        "from " + from,
                        known.apply(RawHttp.form(
                                "/api/telephony/events",
                                "event=newCall&direction=in&to=&callId=&from=" + HostileTexts.encoded(from)))));
            }
        });
    }

    @Test
    void files() {
        var files = SampleTexts.files();
        var operator = session("operator");
        group("attachments", attempts -> {
            String target = "/staff/appeals/" + number.value() + "/attachments";
            files.forEach((name, content) -> attempts.add(new Attempt(
                    name,
                    operator.in(parts(
                            target,
                            "application/json",
                            part("kind", null, "REGISTERING".getBytes(UTF_8)),
                            part("files", name, content))))));
            attempts.add(new Attempt(
                    "no kind",
                    operator.in(parts(target, "application/json", part("files", "a.png", SampleFiles.png(4, 4))))));
            attempts.add(new Attempt(
                    "wrong kind",
                    operator.in(parts(
                            target,
                            "application/json",
                            part("kind", null, HostileTexts.TAG.getBytes(UTF_8)),
                            part("files", "a.png", SampleFiles.png(4, 4))))));
            attempts.add(new Attempt(
                    "no files",
                    operator.in(parts(target, "application/json", part("kind", null, "REGISTERING".getBytes(UTF_8))))));
            attempts.add(new Attempt(
                    "no token",
                    operator.forged(parts(target, "application/json", part("files", "a.png", SampleFiles.png(4, 4))))));
            attempts.add(new Attempt(
                    "nobody", parts(target, "application/json", part("files", "a.png", SampleFiles.png(4, 4)))));
        });
        for (String page : List.of("/desk/directory/import", "/staff/calendar/import")) {
            var editor = session(page.startsWith("/desk") ? "supervisor" : "admin");
            group(page, attempts -> {
                files.forEach((name, content) -> attempts.add(
                        new Attempt(name, editor.in(parts(page, "text/html", part("file", name, content))))));
                SampleTexts.tables()
                        .forEach((name, content) -> attempts.add(new Attempt(
                                name,
                                editor.in(parts(page, "text/html", part("file", name, content.getBytes(UTF_8)))))));
                attempts.add(new Attempt(
                        "a text in place of the file",
                        editor.in(parts(page, "text/html", part("file", null, "x".getBytes(UTF_8))))));
                attempts.add(new Attempt(
                        "too large", editor.in(parts(page, "text/html", part("file", "a.csv", new byte[6_000_000])))));
                attempts.add(new Attempt(
                        "no token", editor.forged(parts(page, "text/html", part("file", "a.csv", new byte[6])))));
            });
        }
    }

    private static byte[] part(String field, @Nullable String fileName, byte[] content) {
        String name = fileName == null ? "" : "; filename=\"" + fileName + "\"";
        return SampleFiles.concat(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field + "\"" + name + "\r\n\r\n")
                        .getBytes(UTF_8),
                content,
                "\r\n".getBytes(UTF_8));
    }

    private static RawHttp.Request parts(String target, String accept, byte[]... parts) {
        return new RawHttp.Request(
                "POST",
                target,
                List.of("Accept: " + accept, "Content-Type: multipart/form-data; boundary=" + BOUNDARY),
                SampleFiles.concat(SampleFiles.concat(parts), ("--" + BOUNDARY + "--\r\n").getBytes(UTF_8)));
    }

    @Test
    void theEnginesInterface() {
        for (String person : List.of("admin", "owner", "inspector")) {
            group("engine REST as " + person, attempts -> {
                String login = "Authorization: Basic " + basic(person + ":demo");
                String past = PastTheOffer.HEADER + ": true";
                for (String path : List.of(
                        "/engine-rest/task",
                        "/engine-rest/task/count",
                        "/engine-rest/process-instance",
                        "/engine-rest/process-definition/key/appeal/start",
                        "/engine-rest/task/1/complete",
                        "/engine-rest/filter/create")) {
                    SampleTexts.json()
                            .forEach((what, json) -> attempts.add(new Attempt(
                                    path + ": " + what,
                                    new RawHttp.Request(
                                            "POST",
                                            path,
                                            List.of(login, past, "Content-Type: application/json"),
                                            json))));
                }
                HostileTexts.encoded().forEach((what, text) -> {
                    String shorter = shortened(text);
                    attempts.add(new Attempt(
                            "task by id: " + what,
                            RawHttp.get("/engine-rest/task/" + shorter)
                                    .with(login)
                                    .with(past)));
                    attempts.add(new Attempt(
                            "query: " + what,
                            RawHttp.get("/engine-rest/task?nameLike=" + shorter + "&dueBefore=" + shorter)
                                    .with(login)
                                    .with(past)));
                });
                for (String query : List.of(
                        "maxResults=-1",
                        "firstResult=99999999999",
                        "sortBy=x&sortOrder=asc",
                        "sortBy=name",
                        "dueAfter=2026-02-30T00:00:00.000%2B0500",
                        "priority=abc",
                        "createdBefore=%2B999999999-12-31")) {
                    attempts.add(new Attempt(
                            query,
                            RawHttp.get("/engine-rest/task?" + query)
                                    .with(login)
                                    .with(past)));
                }
                attempts.add(new Attempt(
                        "XML",
                        RawHttp.post("/engine-rest/task", "application/xml", SampleTexts.ENTITIES.getBytes(UTF_8))
                                .with(login)
                                .with(past)));
                attempts.add(new Attempt(
                        "deployment of nothing",
                        RawHttp.post("/engine-rest/deployment/create", "multipart/form-data; boundary=x", new byte[0])
                                .with(login)
                                .with(past)));
                attempts.add(new Attempt(
                        "deployment of entities",
                        RawHttp.post(
                                        "/engine-rest/deployment/create",
                                        "multipart/form-data; boundary=" + BOUNDARY,
                                        SampleFiles.concat(
                                                part("a.bpmn", "a.bpmn", SampleTexts.ENTITIES.getBytes(UTF_8)),
                                                ("--" + BOUNDARY + "--\r\n").getBytes(UTF_8)))
                                .with(login)
                                .with(past)));
                for (String verb : List.of("PUT", "DELETE", "PATCH", "TRACE", "BREW")) {
                    attempts.add(new Attempt(
                            verb,
                            new RawHttp.Request(
                                    verb,
                                    "/engine-rest/task/1",
                                    List.of(login, past, "Content-Type: application/json"),
                                    new byte[0])));
                }
            });
        }
    }

    @Test
    void linesThatAreNoRequests() {
        group("protocol", attempts -> {
            for (String start : List.of(
                    "GET /staff/../../etc/passwd HTTP/1.1",
                    "GET /staff/%2e%2e/%2e%2e/etc/passwd HTTP/1.1",
                    "GET /staff;a=b HTTP/1.1",
                    "GET //staff HTTP/1.1",
                    "GET /staff%00 HTTP/1.1",
                    "GET /%c0%ae%c0%ae/ HTTP/1.1",
                    "GET /staff\\..\\ HTTP/1.1",
                    "GET /<script> HTTP/1.1",
                    "GET /%zz HTTP/1.1",
                    "GET http://evil.example/ HTTP/1.1",
                    "GET /login HTTP/9.9",
                    "GET /" + "a".repeat(20_000) + " HTTP/1.1",
                    "CONNECT evil.example:443 HTTP/1.1",
                    "OPTIONS * HTTP/1.1",
                    "nonsense",
                    "GET /m/" + HostileTexts.TAG + " HTTP/1.1")) {
                attempts.add(new Attempt(
                        start.substring(0, Math.min(start.length(), 60)),
                        null,
                        (start + "\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1)));
            }
            for (String header : List.of(
                    "Host: evil.example",
                    "X-Forwarded-For: 10.0.0.1\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https",
                    "Forwarded: for=10.0.0.1;host=evil.example",
                    "Transfer-Encoding: chunked\r\nContent-Length: 5",
                    "Content-Length: -1",
                    "Content-Length: 99999999999999999999",
                    "Content-Length: 1\r\nContent-Length: 2",
                    "X-Long: " + "a".repeat(20_000),
                    "X-Original-URL: /camunda/app/admin",
                    "Expect: nonsense",
                    "Upgrade: h2c\r\nConnection: Upgrade",
                    "no colon",
                    ": no name")) {
                attempts.add(new Attempt(
                        header.substring(0, Math.min(header.length(), 60)),
                        null,
                        ("GET /login HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n" + header
                                        + "\r\nConnection: close\r\n\r\n0\r\n\r\n")
                                .getBytes(ISO_8859_1)));
            }
        });
    }

    /** @param request null where it is none, but bytes */
    private record Attempt(String what, RawHttp.@Nullable Request request, byte[] bytes) {

        Attempt(String what, RawHttp.Request request) {
            this(what, request, new byte[0]);
        }
    }

    private void group(String name, Consumer<List<Attempt>> made) {
        var attempts = new ArrayList<Attempt>();
        made.accept(attempts);
        var before = books.read();
        var wrong = new ArrayList<String>();
        for (Attempt attempt : attempts) {
            var reply = attempt.request() == null ? http.send(attempt.bytes()) : http.send(attempt.request());
            count.incrementAndGet();
            String fault = fault(name, attempt, reply);
            if (fault != null) {
                wrong.add(attempt.what() + ": " + reply.status() + " " + fault + " " + beginning(reply.body()));
            }
        }
        var after = books.read();
        after.forEach((table, rows) -> {
            if (!rows.equals(before.get(table)) && !Harmless.mayWrite(name, table)) {
                wrong.add("table " + table + ": before " + before.get(table) + ", after " + rows);
            }
        });
        assertThat(wrong).as(name).isEmpty();
    }

    private static String beginning(String body) {
        String line = body.strip().replaceAll("\\s+", " ");
        return line.substring(0, Math.min(line.length(), 120));
    }

    private @Nullable String fault(String group, Attempt attempt, RawHttp.Reply reply) {
        if (group.equals("protocol") && Harmless.WORDS_OF_HTTP.contains(reply.status())) {
            return null;
        }
        if (reply.status() >= 500) {
            return "is our fault";
        }
        boolean asText = !reply.header("content-type").contains("json")
                && (reply.body().contains(HostileTexts.TAG) || reply.body().contains(HostileTexts.ATTRIBUTE));
        if (asText
                || reply.header("content-type").contains("html") && reply.body().contains("\"onfocus=")
                || reply.body().contains(HostileTexts.RESULT)
                || reply.headers().containsKey("x-injected")) {
            return "comes back as it was";
        }
        if (reply.status() < 400) {
            return Harmless.reason(group, attempt.what()) == null ? "is welcomed: " + reply.header("location") : null;
        }
        return isClear(reply)
                        || attempt.what().contains("TRACE") && reply.body().isEmpty()
                ? null
                : "is unclear: " + reply.header("content-type");
    }

    private static boolean isClear(RawHttp.Reply reply) {
        String type = reply.header("content-type");
        if (type.startsWith("application/problem+json")) {
            return has(reply.body(), "status") && has(reply.body(), "detail");
        }
        if (type.startsWith("application/json")) {
            return has(reply.body(), "message") || has(reply.body(), "refused");
        }
        return type.startsWith("text/html")
                && (reply.body().contains("<strong>109</strong>")
                        || reply.body().contains("role=\"alert\"")
                        // Tomcat's own words, where not even a path could be read.
                        || reply.body().contains("HTTP Status 400"));
    }

    private static boolean has(String json, String field) {
        try {
            return JSON.readTree(json).hasNonNull(field);
        } catch (IOException e) {
            return false;
        }
    }
}
