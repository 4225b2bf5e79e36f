package kz.ikomek.workflow.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import org.camunda.bpm.engine.RepositoryService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What a process owner deploys runs no code: every way of the list {@code escapes.yml}, told by element and rule. */
@IntegrationTest
class WaysToRunCodeTest {

    private static final Map<String, String> MODELER = Map.of("deployment-name", "x", "deployment-source", "Modeler");

    @LocalServerPort
    int port;

    @Autowired
    RepositoryService repository;

    /**
     * @param in null when the file is new
     * @param told what the refusal says in English
     */
    record Escape(String name, String file, @Nullable String in, String put, String told) {

        String content() {
            if (in == null) {
                return put;
            }
            String model = ShippedModels.text(file);
            assertThat(model).as("the list fits the models that we ship").contains(in);
            int at = model.indexOf(in);
            return model.substring(0, at) + put + model.substring(at + in.length());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Escape> escapes() {
        try (var list = WaysToRunCodeTest.class.getResourceAsStream("escapes.yml")) {
            List<Map<String, String>> entries = new Yaml(new SafeConstructor(new LoaderOptions())).load(list);
            return entries.stream()
                    .map(entry -> new Escape(
                            required(entry, "escape"),
                            required(entry, "file"),
                            entry.get("in"),
                            required(entry, "put"),
                            required(entry, "told")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String required(Map<String, String> entry, String key) {
        return Objects.requireNonNull(entry.get(key), () -> key + " is missing in " + entry);
    }

    @ParameterizedTest
    @MethodSource("escapes")
    void isRefused(Escape escape) {
        long before = repository.createDeploymentQuery().count();
        var answer = StaffClient.basic(port, "owner")
                .deploy(MODELER, Map.of(escape.file(), ShippedModels.bytes(escape.content())), "en");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("message").asText()).contains(escape.file(), escape.told());
        assertThat(repository.createDeploymentQuery().count()).isEqualTo(before);
    }

    @Test
    void noTwoEntriesTryTheSame() {
        assertThat(escapes().map(escape -> escape.file() + escape.in() + escape.put()))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(60);
    }
}
