package kz.ikomek.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import kz.ikomek.testing.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What each family of paths tells the browser to refuse, whoever asks and however it ends. */
@IntegrationTest
class HeadersTest {

    @LocalServerPort
    int port;

    private final HttpClient browser = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(
            strings = {"/login", "/staff", "/desk", "/m/x", "/mailcatcher", "/style.css", "/nothing", "/error", "/a//b"
            })
    void ourPagesRunTheirOwnFilesOnly(String path) throws Exception {
        var answer = get(path);
        assertThat(answer.headers().allValues("Content-Security-Policy")).containsExactly(Headers.FOR_PAGES);
        assertCommon(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/tasks/x/appeal",
                "/engine-rest/task",
                "/engine-rest/history/task",
                "/actuator/health",
                "/actuator/metrics"
            })
    void whatProgramsReadRunsNothing(String path) throws Exception {
        var answer = get(path);
        assertThat(answer.headers().allValues("Content-Security-Policy")).containsExactly(Headers.FOR_PROGRAMS);
        assertCommon(answer);
    }

    @Test
    void whoIsBelievedToSpeakForOthersIsASetting() throws Exception {
        var answer = browser.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/login"))
                        .header("X-Forwarded-Proto", "https")
                        .header("X-Forwarded-For", "10.1.2.3")
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                .as("no proxy is trusted here, so that this connection has no TLS")
                .isEmpty();
    }

    private static void assertCommon(HttpResponse<String> answer) {
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(answer.headers().allValues("Referrer-Policy")).hasSize(1);
        assertThat(answer.headers().allValues("Permissions-Policy"))
                .singleElement()
                .asString()
                .contains("camera=()", "microphone=()", "geolocation=()");
        assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
        assertThat(answer.body()).doesNotContain("Tomcat", "Exception", "\tat ");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Accept", "text/html")
                        .build(),
                BodyHandlers.ofString());
    }
}
