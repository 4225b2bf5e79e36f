package kz.ikomek.intake.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallEventsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "77011234567, +77011234567",
        "+7 701 123 45 67, +77011234567",
        "87011234567, +77011234567",
        "493055571600, +493055571600",
        "87252123456, +77252123456",
    })
    void numbersComeInE164HoweverTheyAreSent(String sent, String e164) {
        assertThat(CallEvents.read(newCall(Map.of("from", sent))).phone()).isEqualTo(e164);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "anonymous", "Anonymous", "anonymous@anonymous.invalid", "unknown", "PRIVATE"})
    void aHiddenNumberIsNoError(String sent) {
        var event = CallEvents.read(newCall(Map.of("from", sent)));
        assertThat(event.phone()).isNull();
        assertThat(event.innerNumber()).isNull();
    }

    @Test
    void anExtensionIsNoNumberOfAResident() {
        var event = CallEvents.read(newCall(Map.of("from", "104")));
        assertThat(event.phone()).isNull();
        assertThat(event.innerNumber()).isEqualTo("104");
    }

    @Test
    void ofACallFromUsTheResidentIsTheOneCalled() {
        var event = CallEvents.read(newCall(Map.of("direction", "out", "from", "109", "to", "77011234567")));
        assertThat(event.phone()).isEqualTo("+77011234567");
        assertThat(event.line()).isEqualTo("109");
    }

    @Test
    void aListOfUsersMayBeOneTextOrManyInJsonAsInAForm() throws JsonProcessingException {
        String start =
                "{\"event\":\"newCall\",\"from\":77011234567,\"to\":\"109\",\"direction\":\"in\",\"callId\":\"a\",";
        assertThat(CallEvents.read(JSON.readTree(start + "\"user\":\"101\"}")).users())
                .containsExactly("101");
        assertThat(CallEvents.read(JSON.readTree(start + "\"user[]\":[\"101\",102,\"101\"],\"new\":{}}"))
                        .users())
                .containsExactly("101", "102");
        var form = newCall(Map.of());
        form.put("user[]", List.of("101", " 102 ", ""));
        assertThat(CallEvents.read(form).users()).containsExactly("101", "102");
    }

    @Test
    void aCauseThatNobodyKnowsIsStillAHangup() {
        var event = CallEvents.read(newCall(Map.of("event", "hangup", "cause", "486 Busy Here")));
        assertThat(event.cause()).isEqualTo(CallEvent.Cause.OTHER);
        assertThat(CallEvents.read(newCall(Map.of("event", "hangup"))).cause()).isEqualTo(CallEvent.Cause.OTHER);
        assertThat(CallEvents.read(newCall(Map.of("event", "hangup", "cause", "noAnswer")))
                        .cause())
                .isEqualTo(CallEvent.Cause.NO_ANSWER);
    }

    @ParameterizedTest
    @CsvSource({
        "event, ",
        "event, transfer",
        "direction, ",
        "direction, sideways",
        "callId, ",
        "to, ",
        "from, call me maybe",
        "from, 123456789012345678901234567890",
    })
    void whatIsRefusedNamesItsField(String field, @Nullable String sent) {
        var values = newCall(Map.of(field, sent == null ? "" : sent));
        assertThat(refused(values)).isEqualTo(field);
        if (sent == null) {
            values.remove(field);
            assertThat(refused(values)).isEqualTo(field);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"from", "to", "callId", "queue", "answeringNumber", "cause"})
    void whatTheDatabaseCouldNotKeepIsRefusedBefore(String field) {
        for (String bad : List.of("1\u00002", "1\ud800", "1\n2", "x".repeat(251))) {
            var values = newCall(Map.of("event", "hangup", field, bad));
            assertThat(refused(values)).isEqualTo(field);
        }
        var values = newCall(Map.of());
        values.put("user[]", List.of("\u0000"));
        assertThat(refused(values)).isEqualTo("user");
    }

    @Test
    void anObjectWhereATextBelongsIsRefused() throws JsonProcessingException {
        var json = JSON.readTree("{\"event\":\"newCall\",\"from\":{\"x\":1}}");
        assertThat(catchThrowableOfType(Refusal.class, () -> CallEvents.read(json))
                        .field())
                .isEqualTo("from");
    }

    private static @Nullable String refused(Map<String, List<String>> values) {
        return catchThrowableOfType(Refusal.class, () -> CallEvents.read(values))
                .field();
    }

    private static Map<String, List<String>> newCall(Map<String, String> changed) {
        Map<String, List<String>> values = new HashMap<>();
        values.put("event", List.of("newCall"));
        values.put("from", List.of("77011234567"));
        values.put("to", List.of("109"));
        values.put("direction", List.of("in"));
        values.put("callId", List.of("a-1"));
        changed.forEach((field, value) -> values.put(field, List.of(value)));
        return values;
    }
}
