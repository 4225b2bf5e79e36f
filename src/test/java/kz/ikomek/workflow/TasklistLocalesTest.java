package kz.ikomek.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasklist and the Welcome page in Kazakh and Russian say all that they say in the English of the running version. */
class TasklistLocalesTest {

    private static final String APPS = "META-INF/resources/webjars/camunda/app/";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

    /** Named alike in every language, or no word at all. */
    private static final Set<String> RIGHTLY_EQUAL = Set.of("Cockpit", "", "<", "<=", ">", ">=");

    /** What fills their placeholders are the engine's English names of rights, which tell staff nothing. */
    private static final Set<String> WITHOUT_PLACEHOLDERS =
            Set.of("PAGES_MSG_ACCESS_DENIED", "PAGES_MSG_ACCESS_DENIED_RESOURCE_ID");

    /** The centre's forms speak of what the test of locales cannot see: sentences in the library's code. */
    private static final Pattern FORM_SENTENCE =
            Pattern.compile("\"(Field (?:is required|must)[^\"]*|Value is[^\"]*|Date and time must both[^\"]*)\"");

    @ParameterizedTest
    @CsvSource({"tasklist, kk", "tasklist, ru", "welcome, kk", "welcome, ru"})
    void everyTextOfTheRunningVersionIsTranslated(String app, String language) throws IOException {
        Map<String, String> english = labels(app, "en");
        Map<String, String> ours = labels(app, language);
        assertThat(english).hasSizeGreaterThan(100);
        assertThat(ours.keySet()).isEqualTo(english.keySet());
        ours.forEach((key, text) -> {
            if (!WITHOUT_PLACEHOLDERS.contains(key)) {
                assertThat(placeholders(text)).as(key).isEqualTo(placeholders(english.get(key)));
            }
            if (!RIGHTLY_EQUAL.contains(text)) {
                assertThat(text).as(key).isNotBlank().isNotEqualTo(english.get(key));
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"tasklist", "welcome"})
    void kazakhIsWrittenInItsOwnLettersAndIsNoRussian(String app) throws IOException {
        Map<String, String> kazakh = labels(app, "kk");
        Map<String, String> russian = labels(app, "ru");
        assertThat(String.join("", kazakh.values())).contains("ә", "ғ", "қ", "ң", "ө", "ұ", "ү", "і");
        assertThat(kazakh.entrySet())
                .filteredOn(text -> text.getValue().equals(russian.get(text.getKey())))
                .extracting(Map.Entry::getValue)
                .allMatch(text -> RIGHTLY_EQUAL.contains(text)
                        || Set.of("iKomek", "Логин", "Процесс", "Профиль").contains(text));
    }

    @Test
    void theFormsSentencesOfTheRunningVersionAreKnown() throws IOException {
        String script = read(resource(APPS + "tasklist/scripts/ikomek/forms.js"));
        List<Pattern> known = new ArrayList<>();
        Pattern.compile("\\[\\s*/(\\^.+\\$)/s?,")
                .matcher(script)
                .results()
                .forEach(sentence -> known.add(Pattern.compile(sentence.group(1).replace("\\/", "/"), Pattern.DOTALL)));
        assertThat(known).hasSizeGreaterThan(20);

        var library = read(resource("META-INF/resources/webjars/camunda/lib/deps.js"));
        List<String> sentences = new ArrayList<>();
        FORM_SENTENCE.matcher(library).results().forEach(found -> sentences.add(found.group(1)));
        Pattern.compile("`(Field must[^`]*|Please select a valid[^`]*)`")
                .matcher(library)
                .results()
                .forEach(found -> sentences.add(found.group(1).replaceAll("\\$\\{[^}]*}", "7")));
        sentences.removeIf(sentence -> sentence.endsWith(" "));
        assertThat(sentences).contains("Field is required.", "Field must have minimum length of 7.");
        assertThat(sentences)
                .allSatisfy(sentence -> assertThat(known)
                        .as(sentence)
                        .anyMatch(pattern -> pattern.matcher(sentence).find()));
    }

    private static TreeSet<String> placeholders(@Nullable String text) {
        var found = new TreeSet<String>();
        PLACEHOLDER.matcher(String.valueOf(text)).results().forEach(match -> found.add(match.group(1)));
        return found;
    }

    private static Map<String, String> labels(String app, String language) throws IOException {
        String json =
                read(resource(APPS + app + "/locales/" + language + ".json")).replace("\ufeff", "");
        Map<String, String> labels = new TreeMap<>();
        JsonNode all = new ObjectMapper().readTree(json).get("labels");
        all.properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    private static InputStream resource(String path) {
        return Objects.requireNonNull(TasklistLocalesTest.class.getClassLoader().getResourceAsStream(path), path);
    }

    private static String read(InputStream stream) throws IOException {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
