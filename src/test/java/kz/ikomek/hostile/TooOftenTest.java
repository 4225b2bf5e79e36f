package kz.ikomek.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import kz.ikomek.testing.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever asks too often, over real HTTP: each test is a stranger with an own address, under the limits as they are. */
@IntegrationTest
class TooOftenTest {

    @LocalServerPort
    int port;

    @Autowired
    Environment settings;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void nobodyWaits() {
        Session.nobodyWaits(jdbc);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            127.0.1.1 | kk | Сұраныстар тым жиі келіп жатыр | секундтан кейін қайталаңыз
            127.0.1.2 | ru | Слишком много запросов | Повторите через
            127.0.1.3 | en | Too many requests | Try again in
            """)
    void aPersonReadsHowLongToWait(String address, String language, String heading, String sentence) {
        var http = new RawHttp(port, address);
        var ask = RawHttp.get("/login").with("Cookie: language=" + language);
        var refused = until429(http, ask, allowed("public-pages"));

        assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 60);
        assertThat(refused.body())
                .contains("lang=\"" + language + "\"", heading, sentence, refused.header("retry-after"))
                .doesNotContain("null");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            127.0.2.1 | kk | Сұраныстар тым жиі келіп жатыр.
            127.0.2.2 | ru | Слишком много запросов.
            127.0.2.3 | en | Too many requests.
            """)
    void aProgramIsToldInProblemDetails(String address, String language, String sentence) throws Exception {
        var http = new RawHttp(port, address);
        var refused = until429(
                http,
                RawHttp.form("/api/telephony/events", "event=newCall").with("Cookie: language=" + language),
                allowed("telephony"));

        assertThat(refused.header("content-type")).startsWith("application/problem+json");
        var problem = new ObjectMapper().readTree(refused.body());
        assertThat(problem.path("status").asInt()).isEqualTo(429);
        assertThat(problem.path("detail").asText()).startsWith(sentence).contains(refused.header("retry-after"));
    }

    @Test
    void linksOfMailsCannotBeGuessedByTrying() {
        until429(new RawHttp(port, "127.0.3.1"), RawHttp.get("/m/guessed"), allowed("links"));
    }

    @Test
    void aSessionAloneIsNoLogin() {
        var http = new RawHttp(port, "127.0.3.7");
        String cookie =
                http.send(RawHttp.get("/staff").with("Accept: text/html")).header("set-cookie");
        assertThat(cookie).startsWith("JSESSIONID=");
        until429(
                http,
                RawHttp.get("/staff/calendar").with("Cookie: " + cookie.substring(0, cookie.indexOf(';'))),
                allowed("public-pages") - 1);
    }

    @Test
    void theLanguageIsNotChangedForEver() {
        until429(new RawHttp(port, "127.0.3.2"), RawHttp.get("/login?language=ru"), allowed("public-pages"));
    }

    @Test
    void wrongPasswordsEndByFormAndByBasicTogetherAndRightOnesDoNot() {
        var http = new RawHttp(port, "127.0.3.3");
        for (int i = 0; i < allowed("login") + 5; i++) {
            assertThat(Session.of(http, "operator").cookie()).isNotEmpty();
        }
        var wrong = RawHttp.get("/engine-rest/task").with("Authorization: Basic bm9ib2R5Ondyb25n");
        until429(http, wrong, allowed("login"));
        assertThat(http.send(RawHttp.get("/engine-rest/task").with("Authorization: basic:bm9ib2R5Ondyb25n"))
                        .status())
                .as("the header written otherwise")
                .isEqualTo(429);
        assertThat(http.send(RawHttp.form("/login", "username=operator&password=demo"))
                        .status())
                .isEqualTo(429);
        assertThat(http.send(new RawHttp.Request(
                                "POST",
                                "/%6Cogin",
                                List.of("Content-Type: application/x-www-form-urlencoded"),
                                "username=operator&password=demo".getBytes(UTF_8)))
                        .status())
                .as("the path written otherwise")
                .isEqualTo(429);
        assertThat(Session.of(new RawHttp(port, "127.0.3.4"), "operator").cookie())
                .as("from elsewhere")
                .isNotEmpty();
    }

    @Test
    void whatARequestSaysOfItsOriginDoesNotCount() {
        var http = new RawHttp(port, "127.0.3.5");
        int refused = 0;
        for (int i = 0; i < allowed("links") + 5; i++) {
            var ask = RawHttp.get("/m/guessed")
                    .with("X-Forwarded-For: 203.0.113." + i)
                    .with("Forwarded: for=203.0.113." + i);
            refused += http.send(ask).status() == 429 ? 1 : 0;
        }
        assertThat(refused).isPositive();
    }

    @Test
    void onePersonsSearchesEndAndAllElseGoesOn() {
        var http = new RawHttp(port, "127.0.3.6");
        var session = Session.of(http, "controller");
        until429(http, session.in(RawHttp.get("/staff?query=su")), allowed("searches"));
        assertThat(http.send(session.in(RawHttp.get("/staff/calendar"))).status())
                .isEqualTo(200);
    }

    private int allowed(String limit) {
        return settings.getRequiredProperty("ikomek.limits." + limit + ".requests", Integer.class);
    }

    /** Refused not before what is allowed, and soon after it: buckets fill while we ask. */
    private static RawHttp.Reply until429(RawHttp http, RawHttp.Request ask, int allowed) {
        for (int i = 0; i < 4 * allowed; i++) {
            var reply = http.send(ask);
            if (reply.status() == 429) {
                assertThat(i).isGreaterThanOrEqualTo(allowed);
                return reply;
            }
            assertThat(reply.status()).isLessThan(500);
        }
        throw new AssertionError("never refused");
    }
}
