package kz.ikomek.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.ikomek.testing.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every path that changes something wants the token of a page of ours. Asked as nobody, because the answers differ:
 * without the token it is forged (403), with it one is only not logged in.
 */
@IntegrationTest
class ForgedFormsTest {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    /** Has no session that could be misused: it proves itself with a secret each time. */
    private static final String TELEPHONE_SYSTEM = "/api/telephony/";

    @LocalServerPort
    int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private record Door(String method, String path) implements Comparable<Door> {

        @Override
        public int compareTo(Door other) {
            return (path + method).compareTo(other.path + other.method);
        }
    }

    @Test
    void everyPathThatChangesSomethingWantsTheToken() throws Exception {
        Set<Door> doors = doors();
        assertThat(doors)
                .hasSizeGreaterThan(20)
                .contains(new Door("POST", "/staff/password"), new Door("POST", "/staff/accounts/unlock"));
        var open = new TreeSet<Door>();
        var closedAnyway = new TreeSet<Door>();
        var browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        var token =
                TOKEN.matcher(browser.send(HttpRequest.newBuilder(uri("/login")).build(), BodyHandlers.ofString())
                        .body());
        assertThat(token.find()).isTrue();
        for (Door door : doors) {
            if (send(browser, door, "") != 403) {
                open.add(door);
            }
            if (send(browser, door, token.group(1)) == 403) {
                closedAnyway.add(door);
            }
        }
        assertThat(open).as("open to forged forms").isEmpty();
        assertThat(closedAnyway)
                .as("refused for another reason, so that nothing is shown")
                .isEmpty();
    }

    private Set<Door> doors() {
        return mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getMethodsCondition().getMethods().stream()
                        .filter(method -> method != RequestMethod.GET)
                        .flatMap(method -> mapping.getPatternValues().stream()
                                .map(path -> new Door(method.name(), path.replaceAll("\\{[^}]+}", "1")))))
                .filter(door -> !door.path().startsWith(TELEPHONE_SYSTEM))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private int send(HttpClient browser, Door door, String token) throws IOException, InterruptedException {
        return browser.send(
                        HttpRequest.newBuilder(uri(door.path()))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("X-XSRF-TOKEN", token)
                                .method(door.method(), BodyPublishers.ofString("_csrf=" + token))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
