package kz.ikomek.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tasklist's texts in Kazakh and Russian: ours, both alike, and none that Tasklist does not ask for. */
class TasklistLocalesTest {

    private static final String FOLDER = "META-INF/resources/webjars/camunda/app/tasklist/locales/";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

    @Test
    void kazakhAndRussianSayTheSameAndOnlyWhatTasklistAsksFor() throws IOException {
        Map<String, String> kazakh = labels("kk");
        Map<String, String> russian = labels("ru");
        Map<String, String> english = labels("en");
        assertThat(kazakh.keySet()).isEqualTo(russian.keySet());
        assertThat(english.keySet()).containsAll(kazakh.keySet());
        kazakh.forEach((key, text) -> {
            assertThat(placeholders(text)).as(key).isEqualTo(placeholders(russian.get(key)));
            assertThat(placeholders(english.get(key))).as(key).containsAll(placeholders(text));
        });
    }

    @Test
    void kazakhIsWrittenInItsOwnLetters() throws IOException {
        assertThat(String.join("", labels("kk").values())).contains("ә", "ғ", "қ", "ң", "ө", "ұ", "ү", "і");
    }

    private static TreeSet<String> placeholders(@Nullable String text) {
        var found = new TreeSet<String>();
        PLACEHOLDER.matcher(String.valueOf(text)).results().forEach(match -> found.add(match.group(1)));
        return found;
    }

    private static Map<String, String> labels(String language) throws IOException {
        var stream = Objects.requireNonNull(
                TasklistLocalesTest.class.getClassLoader().getResourceAsStream(FOLDER + language + ".json"));
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            String json = new BufferedReader(reader)
                    .lines()
                    .collect(Collectors.joining("\n"))
                    .replace("\ufeff", "");
            Map<String, String> labels = new TreeMap<>();
            JsonNode all = new ObjectMapper().readTree(json).get("labels");
            all.properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            return labels;
        }
    }
}
