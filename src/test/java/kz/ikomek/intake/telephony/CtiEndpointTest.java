package kz.ikomek.intake.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import kz.ikomek.shared.Sentences;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.Switchboard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.ErrorResponseException;

/** The door for the telephone system, over real HTTP. */
@IntegrationTest
class CtiEndpointTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final String PATH = "/api/telephony/events";
    private static final Map<String, String> PROOF =
            Map.of("Authorization", "Bearer " + IntegrationTest.TELEPHONY_SECRET);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RecordCall record;

    @Autowired
    Sentences sentences;

    Switchboard switchboard;

    @BeforeEach
    void connected() {
        switchboard = new Switchboard(port);
    }

    @Test
    void aFormOrJsonWithTheSecretInTheHeaderOrThePathIsTaken() {
        String form = Switchboard.event("newCall", "door-1", "77011234567");
        String json = "{\"event\":\"newCall\",\"callId\":\"door-2\",\"direction\":\"in\",\"to\":\"109\","
                + "\"from\":\"77011234567\",\"user\":\"101\"}";
        assertThat(switchboard.post(PATH, form, FORM, PROOF).statusCode()).isEqualTo(200);
        assertThat(switchboard
                        .post(PATH + "/" + IntegrationTest.TELEPHONY_SECRET, json, JSON, Map.of())
                        .body())
                .isEqualTo("{}");
        assertThat(kept("door-1")).isEqualTo("+77011234567");
        assertThat(kept("door-2")).isEqualTo("+77011234567");
    }

    @Test
    void aBodyOfPartsIsNotRead() {
        for (String body : List.of("--b\r\nbroken", "")) {
            var answer = switchboard.post(PATH, body, "multipart/form-data; boundary=b", PROOF);
            assertThat(answer.statusCode()).isEqualTo(415);
        }
    }

    @Test
    void withoutTheSecretNothingIsTaken() {
        String form = Switchboard.event("newCall", "door-4", "77011234567");
        for (var answer : new Object[] {
            switchboard.post(PATH, form, FORM, Map.of()).statusCode(),
            switchboard.post(PATH + "/secret-of-the-test", form, FORM, Map.of()).statusCode(),
            switchboard
                    .post(PATH, form, FORM, Map.of("Authorization", "Bearer secret-of-the-testz"))
                    .statusCode(),
            switchboard
                    .post(PATH, form, FORM, Map.of("Authorization", IntegrationTest.TELEPHONY_SECRET))
                    .statusCode()
        }) {
            assertThat(answer).isEqualTo(401);
        }
        assertThat(jdbc.sql("SELECT count(*) FROM telephony.call WHERE call_id = 'door-4'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void withoutTheSettingThereIsNoSuchEndpoint() {
        var settings = new TelephonyProperties(
                null, Duration.ofDays(1), Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ZERO);
        var endpoint = new CtiEndpoint(record, settings, new ObjectMapper(), sentences);
        assertThatThrownBy(() -> endpoint.event("", new MockHttpServletRequest(), Locale.ENGLISH))
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        absent -> assertThat(absent.getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND));
    }

    static Stream<Arguments> bad() {
        String good = Switchboard.event("newCall", "door-5", "77011234567");
        return Stream.of(
                Arguments.of(FORM, "", "event"),
                Arguments.of(FORM, good.replace("newCall", "transfer"), "event"),
                Arguments.of(FORM, good.replace("direction=in", "direction=up"), "direction"),
                // No text holds a NUL: refused before any field is looked at.
                Arguments.of(FORM, good.replace("door-5", "%00"), ""),
                Arguments.of(FORM, good.replace("77011234567", "nobody%20we%20know"), "from"),
                Arguments.of(FORM, good + Switchboard.users("%00"), ""),
                Arguments.of(FORM, good + "&answeringNumber=" + "1".repeat(300), "answeringNumber"),
                Arguments.of(JSON, "{", ""),
                Arguments.of(JSON, "[]", "event"),
                Arguments.of(JSON, "7", "event"),
                Arguments.of(JSON, "", "event"),
                Arguments.of(JSON, "[".repeat(30_000), ""),
                Arguments.of(JSON, "\"" + "x".repeat(100_000) + "\"", ""),
                Arguments.of(JSON, "{\"event\":{\"a\":1}}", "event"),
                Arguments.of("text/plain", "event=newCall", "event"),
                Arguments.of("nonsense", "event=newCall", "event"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void badInputIsAnsweredWith400AndTheField(String type, String body, String field) throws JsonProcessingException {
        var answer = switchboard.post(PATH, body, type, PROOF);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        var problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.path("field").asText()).isEqualTo(field);
    }

    private String kept(String callId) {
        return jdbc.sql("SELECT phone FROM telephony.call WHERE call_id = ?")
                .param(callId)
                .query(String.class)
                .single();
    }
}
