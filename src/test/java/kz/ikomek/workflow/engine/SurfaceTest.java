package kz.ikomek.workflow.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kz.ikomek.testing.IntegrationTest;
import org.camunda.bpm.admin.impl.web.AdminApplication;
import org.camunda.bpm.cockpit.impl.web.CockpitApplication;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.camunda.bpm.tasklist.impl.web.TasklistApplication;
import org.camunda.bpm.webapp.impl.engine.EngineRestApplication;
import org.camunda.bpm.welcome.impl.web.WelcomeApplication;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * The table of {@code docs/security.md}: every path that is mapped, asked by every role at the real server. A path that
 * is new, or an answer that is another, fails here; the table as it is stands then in {@code target/security-table.md}.
 */
@IntegrationTest
class SurfaceTest {

    private static final java.nio.file.Path DOCUMENT = java.nio.file.Path.of("docs/security.md");
    private static final java.nio.file.Path FOUND = java.nio.file.Path.of("target/security-table.md");
    private static final String BEGIN = "<!-- table: written by SurfaceTest -->\n";
    private static final String END = "<!-- end of table -->\n";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final List<String> KINDS = List.of("read", "write", "options");
    private static final List<String> ENGINE = List.of("/engine-rest", "/camunda/api/engine");
    private static final List<String> ROLES = List.of(
            "",
            "operator",
            "supervisor",
            "inspector",
            "controller",
            "pharmacist1",
            "executor-health",
            "head-health",
            "owner",
            "admin");

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext application;

    @Autowired
    ServletContext servlets;

    @Autowired
    FilterService filters;

    String filter = "";

    private final Map<Place, Map<String, Boolean>> wanted = new HashMap<>();

    /** A path with placeholders and a method. */
    private record Place(String path, String method) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            return Comparator.comparingInt(Place::turn)
                    .thenComparing(Place::path)
                    .thenComparing(Place::method)
                    .compare(this, other);
        }

        /** Whoever has left is nobody afterwards, and the engine's way out is open to nobody too. */
        private int turn() {
            return path.equals("/logout") ? 1 : path.endsWith("/logout") ? 2 : 0;
        }

        String kind() {
            return method.equals("GET") || method.equals("HEAD")
                    ? "read"
                    : method.equals("OPTIONS") ? "options" : "write";
        }
    }

    @Test
    void theTableOfTheDocumentIsWhatTheServerAnswers() throws Exception {
        SortedSet<Place> places = places();
        filter = filters.createFilterQuery()
                .filterName("Менің тапсырмаларым / Мои задачи")
                .singleResult()
                .getId();
        Map<Place, StringBuilder> answers = new LinkedHashMap<>();
        for (String role : ROLES) {
            var visitor = new Visitor(role);
            for (Place place : places) {
                answers.computeIfAbsent(place, first -> new StringBuilder()).append(visitor.letIn(place) ? '+' : '-');
            }
        }
        String table = table(answers);
        Files.writeString(FOUND, table);
        String document = Files.readString(DOCUMENT);
        assertThat(document.substring(document.indexOf(BEGIN) + BEGIN.length(), document.indexOf(END)))
                .as(
                        "The table of %s is not what the server answers; see what is new, and copy %s into it",
                        DOCUMENT, FOUND)
                .isEqualTo(table);
    }

    private SortedSet<Place> places() {
        SortedSet<Place> places = new TreeSet<>();
        application
                .getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods()
                        .forEach((info, handler) -> info.getPatternValues().forEach(pattern -> {
                            var methods = info.getMethodsCondition().getMethods();
                            for (String method : methods.isEmpty()
                                    ? List.of("GET")
                                    : methods.stream().map(Enum::name).toList()) {
                                var place = new Place(pattern, method);
                                places.add(place);
                                wanted.put(place, wanted(handler));
                            }
                        })));
        for (Class<?> resource : CamundaRestResources.getResourceClasses()) {
            resources("/engine-rest", resource, places);
        }
        Map<String, Collection<Class<?>>> applications = Map.of(
                "/camunda/api/engine", new EngineRestApplication().getClasses(),
                "/camunda/api/cockpit", new CockpitApplication().getClasses(),
                "/camunda/api/admin", new AdminApplication().getClasses(),
                "/camunda/api/tasklist", new TasklistApplication().getClasses(),
                "/camunda/api/welcome", new WelcomeApplication().getClasses());
        applications.forEach((base, classes) -> classes.forEach(resource -> resources(base, resource, places)));
        application
                .getBeansOfType(SimpleUrlHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getUrlMap()
                        .keySet()
                        .forEach(pattern ->
                                places.add(new Place(pattern.startsWith("/") ? pattern : "/" + pattern, "GET"))));
        servlets.getServletRegistrations()
                .values()
                .forEach(servlet -> servlet.getMappings().forEach(mapping -> places.add(new Place(mapping, "GET"))));
        for (String app : List.of("tasklist", "welcome", "cockpit", "admin")) {
            places.add(new Place("/camunda/app/" + app + "/default/", "GET"));
            places.add(new Place("/camunda/app/" + app + "/scripts/config.js", "GET"));
        }
        List.of("/style.css", "/register.js", "/directory.js", "/live.js", "/favicon.ico", "/nothing")
                .forEach(path -> places.add(new Place(path, "GET")));
        places.add(new Place("/login", "POST"));
        places.add(new Place("/logout", "POST"));
        return places;
    }

    /** What a request must bring to be looked at; false for a file. */
    private static Map<String, Boolean> wanted(HandlerMethod handler) {
        Map<String, Boolean> wanted = new TreeMap<>();
        for (var parameter : handler.getMethodParameters()) {
            var named = parameter.getParameterAnnotation(RequestParam.class);
            boolean file = MultipartFile.class.isAssignableFrom(parameter.getParameterType());
            if (file
                    || named != null && named.required() && named.defaultValue().equals(ValueConstants.DEFAULT_NONE)) {
                parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
                String name = named == null || named.value().isEmpty() ? parameter.getParameterName() : named.value();
                wanted.put(Objects.requireNonNull(name), !file);
            }
        }
        return wanted;
    }

    private static void resources(String base, Class<?> resource, Set<Place> places) {
        EngineRestMethods.below(resource).forEach(found -> {
            String path = found.substring(found.indexOf(' ') + 1);
            places.add(new Place(path.equals("/") ? base : base + path, found.substring(0, found.indexOf(' '))));
        });
    }

    /** One row for all below a prefix that is answered alike; where it is not, the next step of the path. */
    private static String table(Map<Place, StringBuilder> answers) {
        SortedMap<String, String> rows = new TreeMap<>();
        for (String kind : KINDS) {
            Map<String, String> ofKind = new TreeMap<>();
            answers.forEach((place, answer) -> {
                if (place.kind().equals(kind)) {
                    ofKind.merge(place.path(), answer.toString(), SurfaceTest::inPart);
                }
            });
            for (String engine : ENGINE) {
                List<String> closed = ofKind.entrySet().stream()
                        .filter(row -> row.getKey().startsWith(engine + "/")
                                && !row.getValue().contains("+"))
                        .map(Map.Entry::getKey)
                        .toList();
                if (!closed.isEmpty()) {
                    closed.forEach(ofKind::remove);
                    rows.put(engine + "/…` all " + closed.size() + " others`" + kind, "-".repeat(ROLES.size()));
                }
            }
            group("", ofKind, kind, rows);
        }
        var table = new StringBuilder("| path | kind | "
                + ROLES.stream()
                        .map(role -> role.isEmpty() ? "nobody" : role.replaceFirst("(-health|1)$", ""))
                        .collect(Collectors.joining(" | "))
                + " |\n|" + "---|".repeat(ROLES.size() + 2) + "\n");
        rows.forEach((place, answer) -> table.append("| `")
                .append(place.substring(0, place.lastIndexOf('`')).strip())
                .append(" | ")
                .append(place, place.lastIndexOf('`') + 1, place.length())
                .append(" | ")
                .append(answer.chars()
                        .mapToObj(each -> each == '+' ? "yes" : each == '-' ? "–" : "in part")
                        .collect(Collectors.joining(" | ")))
                .append(" |\n"));
        return table.toString();
    }

    /** What two methods of the same kind and path answer to each role. */
    private static String inPart(String one, String other) {
        return IntStream.range(0, one.length())
                .mapToObj(at -> one.charAt(at) == other.charAt(at) ? one.substring(at, at + 1) : "/")
                .collect(Collectors.joining());
    }

    private static void group(String prefix, Map<String, String> answers, String kind, Map<String, String> rows) {
        Map<String, Map<String, String>> next = new TreeMap<>();
        answers.forEach((path, answer) -> {
            int end = path.indexOf('/', prefix.length() + 1);
            next.computeIfAbsent(end < 0 ? path : path.substring(0, end), step -> new TreeMap<>())
                    .put(path, answer);
        });
        next.forEach((step, below) -> {
            if (below.size() == 1) {
                below.forEach((path, answer) -> rows.put(path + "``" + kind, answer));
            } else if (new HashSet<>(below.values()).size() == 1) {
                rows.put(
                        step + "/…` all " + below.size() + "`" + kind,
                        below.values().iterator().next());
            } else {
                Map<String, String> deeper = new TreeMap<>(below);
                String here = deeper.remove(step);
                if (here != null) {
                    rows.put(step + "``" + kind, here);
                }
                group(step, deeper, kind, rows);
            }
        });
    }

    /** Somebody at the real server, with a session as a browser has and with Basic login where programs ask. */
    private final class Visitor {

        private final CookieManager cookies = new CookieManager();
        private final HttpClient http = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        private final String userId;
        private String token = "";

        Visitor(String userId) throws IOException, InterruptedException {
            this.userId = userId;
            token();
            if (!userId.isEmpty()) {
                send(request("/login", false)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                "username=" + userId + "&password=demo&_csrf=" + URLEncoder.encode(token, UTF_8))));
                token();
                send(request("/camunda/app/tasklist/default/", false));
            }
        }

        /** Arguments that nothing has, and bodies that nothing reads: who is let in is told so, and changes nothing. */
        boolean letIn(Place place) throws IOException, InterruptedException {
            boolean engine =
                    place.path().startsWith("/engine-rest") || place.path().startsWith("/camunda/");
            String path = place.path()
                    .replaceAll("/\\*\\*?$", "/none")
                    .replaceAll("\\{name}|\\{engine(Name)?}|\\{processEngineName}", "default")
                    .replaceAll("/filter/\\{id}(?=$|/list|/count)", reads(place) ? "/filter/" + filter : "/filter/none")
                    .replaceAll("\\{[^}]*}", engine ? "none" : "0");
            var brought = wanted.getOrDefault(place, Map.of());
            String fields = brought.keySet().stream().map(name -> name + "=0").collect(Collectors.joining("&"));
            boolean basic = path.startsWith("/engine-rest/") || path.startsWith("/actuator");
            if (!place.kind().equals("write")) {
                return send(request(fields.isEmpty() ? path : path + "?" + fields, basic)
                        .method(place.method(), BodyPublishers.noBody()));
            }
            var request = request(path, basic);
            if (brought.containsValue(false)) {
                Map<String, Boolean> all = new TreeMap<>(brought);
                all.put("_csrf", true);
                request.header("Content-Type", "multipart/form-data; boundary=part");
                request.method(place.method(), BodyPublishers.ofString(parts(all)));
            } else if (engine || path.startsWith("/api/")) {
                request.header("Content-Type", "application/json");
                request.method(place.method(), BodyPublishers.ofString("{"));
            } else {
                request.header("Content-Type", "application/x-www-form-urlencoded");
                request.method(
                        place.method(), BodyPublishers.ofString(fields + "&_csrf=" + URLEncoder.encode(token, UTF_8)));
            }
            return send(request);
        }

        private String parts(Map<String, Boolean> all) {
            var body = new StringBuilder();
            all.forEach((name, text) -> body.append("--part\r\nContent-Disposition: form-data; name=\"")
                    .append(name)
                    .append(text ? "\"" : "\"; filename=\"empty.csv\"")
                    .append("\r\n\r\n")
                    .append(name.equals("_csrf") ? token : text ? "0" : "")
                    .append("\r\n"));
            return body.append("--part--\r\n").toString();
        }

        /** What a real filter may be asked for without changing it. */
        private boolean reads(Place place) {
            return place.kind().equals("read")
                    || place.path().endsWith("/list")
                    || place.path().endsWith("/count");
        }

        private HttpRequest.Builder request(String path, boolean basic) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .timeout(Duration.ofSeconds(10))
                    .header("Accept", "application/json, text/event-stream;q=0.5, */*;q=0.1");
            if (basic && !userId.isEmpty()) {
                request.header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString((userId + ":demo").getBytes(UTF_8)));
            }
            if (path.startsWith("/api/")) {
                request.header("X-XSRF-TOKEN", token);
            }
            if (path.startsWith("/camunda/")) {
                for (HttpCookie cookie : cookies.getCookieStore().getCookies()) {
                    if (cookie.getName().equals("XSRF-TOKEN")) {
                        request.header("X-XSRF-TOKEN", cookie.getValue());
                    }
                }
            }
            return request;
        }

        /** Anything but a refusal: what is not found, or not understood, was looked at. */
        private boolean send(HttpRequest.Builder request) throws IOException, InterruptedException {
            var answer = http.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream live = answer.body()) {
                return answer.statusCode() != 401 && answer.statusCode() != 403;
            }
        }

        private void token() throws IOException, InterruptedException {
            var page = http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/login"))
                            .header("Accept", "text/html")
                            .build(),
                    BodyHandlers.ofString());
            var found = CSRF.matcher(page.body());
            if (found.find()) {
                token = found.group(1);
            }
        }
    }
}
