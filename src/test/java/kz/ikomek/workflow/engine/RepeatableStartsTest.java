package kz.ikomek.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.testing.StaffClient.Answer;
import kz.ikomek.workflow.Centre;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Programs that start a case, get no answer, and send the same again. */
@IntegrationTest
class RepeatableStartsTest {

    private static final String START = "/process-definition/key/appeal/submit-form";

    @LocalServerPort
    int port;

    @Autowired
    Centre centre;

    @Autowired
    JdbcClient jdbc;

    private StaffClient program;

    @BeforeEach
    void aMorning() {
        centre.itIs("2026-11-17T11:00");
        program = StaffClient.basic(port, "operator");
    }

    @Test
    void theSameKeyStartsOneCaseAndIsAnsweredTheSame() {
        String key = UUID.randomUUID().toString();
        String words = "words-" + key;
        Answer first = program.postOnce(START, body(words, "water"), key);
        Answer again = program.postOnce(START, body(words, "water"), key);
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(again.json().get("businessKey")).isEqualTo(first.json().get("businessKey"));
        assertThat(again.json().get("id")).isEqualTo(first.json().get("id"));
        assertThat(appeals(words)).isEqualTo(1);
        assertThat(jdbc.sql("SELECT answer::text FROM desk.start_key WHERE key = ?")
                        .param(key)
                        .query(String.class)
                        .single())
                .as("no word of the resident")
                .doesNotContain(words, "7012345678");
    }

    @Test
    void atTheSameTimeAsWell() {
        String key = UUID.randomUUID().toString();
        String words = "words-" + key;
        var answers = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> program.postOnce(START, body(words, "water"), key)))
                .toList();
        assertThat(answers.stream().map(CompletableFuture::join))
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(200))
                .extracting(answer -> answer.json().get("businessKey"))
                .containsOnly(answers.get(0).join().json().get("businessKey"));
        assertThat(appeals(words)).isEqualTo(1);
    }

    @Test
    void otherWordsUnderTheSameKeyAreRefusedAndAnotherPersonsKeyIsAnother() {
        String key = UUID.randomUUID().toString();
        assertThat(program.postOnce(START, body("first", "water"), key).status())
                .isEqualTo(200);
        Answer other = program.postOnce(START, body("second", "water"), key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.told()).startsWith("Бұл Idempotency-Key бұрын басқа мазмұнмен жіберілген.");
        Answer colleague = StaffClient.basic(port, "operator2").postOnce(START, body("second", "water"), key);
        assertThat(colleague.status()).isEqualTo(200);
    }

    @Test
    void whatWasRefusedMayBeSentRightly() {
        String key = UUID.randomUUID().toString();
        Answer wrong = program.postOnce(START, body("words", "no-such-category"), key);
        assertThat(wrong.status()).as(wrong.body()).isEqualTo(422);
        Answer right = program.postOnce(START, body("words", "water"), key);
        assertThat(right.status()).as(right.body()).isEqualTo(200);
    }

    @Test
    void aKeyThatIsNoneIsRefused() {
        Answer refused = program.postOnce(START, body("words", "water"), "a key");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.told()).contains("Idempotency-Key");
    }

    private long appeals(String words) {
        return jdbc.sql("SELECT count(*) FROM appeals.appeal WHERE words = ?")
                .param(words)
                .query(Long.class)
                .single();
    }

    private static String body(String words, String category) {
        return """
                {"variables": {"phone": {"value": "87012345678"}, "residentName": {"value": "A"},
                 "language": {"value": "kk"}, "channel": {"value": "PHONE"}, "district": {"value": "abai"},
                 "address": {"value": "Тәуке хан даңғылы, 1"}, "category": {"value": "%s"}, "text": {"value": "%s"}}}
                """.formatted(category, words);
    }
}
