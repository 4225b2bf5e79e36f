package kz.ikomek.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kazakh, Russian and English say the same, key by key and placeholder by placeholder. */
class MessagesTest {

    private static final Path FOLDER = Path.of("src/main/resources/messages");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)");
    private static final Pattern REFUSAL = Pattern.compile("new Refusal\\(\\s*(?:[^\",]*\\? )?\"([a-z.-]+)\"");
    private static final Pattern REFUSED_FIELD =
            Pattern.compile("new Refusal\\([^;]*?\"[a-z.-]+\",\\s*\"([a-zA-Z]+)\"");
    private static final Pattern ONLY_KAZAKH = Pattern.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]");

    static Stream<String> bundles() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .map(name -> name.replaceFirst("_[a-z]{2}\\.properties$", ""))
                    .distinct()
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void theKeysAndPlaceholdersOfAllLanguagesAreEqual(String bundle) {
        Map<String, String> kazakh = placeholders(bundle, Language.KK);
        assertThat(kazakh).isNotEmpty();
        assertThat(placeholders(bundle, Language.RU)).isEqualTo(kazakh);
        assertThat(placeholders(bundle, Language.EN)).isEqualTo(kazakh);
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void nothingIsLeftEmptyOrInTheWrongAlphabet(String bundle) {
        for (Language language : Language.values()) {
            assertThat(texts(bundle, language)).allSatisfy((key, text) -> {
                assertThat(text).as(language + " " + key).isNotBlank();
                if (language == Language.RU) {
                    assertThat(ONLY_KAZAKH.matcher(text).find())
                            .as("Kazakh letters in the Russian of " + key + ": " + text)
                            .isFalse();
                }
                if (language == Language.EN) {
                    assertThat(text).as("English " + key).doesNotContainPattern("\\p{IsCyrillic}");
                }
            });
        }
        String kazakh = String.join(" ", texts(bundle, Language.KK).values());
        assertThat(ONLY_KAZAKH.matcher(kazakh).find())
                .as("real Kazakh letters in " + bundle)
                .isTrue();
    }

    /** The bundles are one: which of two texts wins would depend on their order. */
    @Test
    void noKeyStandsInTwoBundles() throws IOException {
        var all = bundles()
                .flatMap(bundle -> texts(bundle, Language.KK).keySet().stream())
                .toList();
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void everyRefusalHasItsSentenceAndEveryFieldItsName() throws IOException {
        var keys = new TreeSet<String>();
        bundles().forEach(bundle -> keys.addAll(texts(bundle, Language.KK).keySet()));
        var codes = found(REFUSAL);
        assertThat(codes).hasSizeGreaterThan(15);
        assertThat(keys).containsAll(codes);
        assertThat(keys)
                .containsAll(found(REFUSED_FIELD).stream()
                        .map(name -> "field." + name)
                        .toList());
    }

    private static List<String> found(Pattern pattern) throws IOException {
        Predicate<Path> java = file -> file.toString().endsWith(".java");
        try (var files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(java)
                    .flatMap(file -> pattern.matcher(read(file)).results())
                    .map((MatchResult match) -> match.group(1))
                    .distinct()
                    .toList();
        }
    }

    private static Map<String, String> placeholders(String bundle, Language language) {
        return texts(bundle, language).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> PLACEHOLDER
                                .matcher(entry.getValue())
                                .results()
                                .map(match -> match.group(1))
                                .distinct()
                                .sorted()
                                .collect(Collectors.joining(",")),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static Map<String, String> texts(String bundle, Language language) {
        var texts = new Properties();
        try (var reader = Files.newBufferedReader(FOLDER.resolve(bundle + "_" + language.tag() + ".properties"))) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, texts::getProperty));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
