package kz.ikomek.workflow.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Files made to eat the server's time and memory, or to read its files: refused at once, and told why. */
@IntegrationTest
class HostileFilesTest {

    private static final Map<String, String> MODELER = Map.of("deployment-name", "x", "deployment-source", "Modeler");
    private static final Duration QUICKLY = Duration.ofSeconds(5);
    private static final String DOCTYPE = "the file declares a document type (DOCTYPE)";

    @LocalServerPort
    int port;

    /** @param told what the refusal says in English */
    record Hostile(String xml, Charset encoding, String told) {}

    static Stream<Named<Hostile>> files() {
        String laughs = IntStream.rangeClosed(1, 9)
                .mapToObj(i -> "<!ENTITY l" + i + " \"" + ("&l" + (i - 1) + ";").repeat(10) + "\">")
                .collect(Collectors.joining("", "<!DOCTYPE r [<!ENTITY l0 \"lol\">", "]>"));
        String long1 = "x".repeat(50_000);
        return Stream.of(
                named("billion laughs", laughs + root("&l9;"), DOCTYPE),
                named(
                        "quadratic blowup",
                        "<!DOCTYPE r [<!ENTITY a \"" + long1 + "\">]>" + root("&a;".repeat(50_000)),
                        DOCTYPE),
                named(
                        "a file as entity",
                        "<!DOCTYPE r [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>" + root("&f;"),
                        DOCTYPE),
                named(
                        "an address as entity",
                        "<!DOCTYPE r [<!ENTITY f SYSTEM \"http://127.0.0.1:1/\">]>" + root("&f;"),
                        DOCTYPE),
                named(
                        "a parameter entity",
                        "<!DOCTYPE r [<!ENTITY % p SYSTEM \"file:///etc/hostname\"> %p;]>" + root(""),
                        DOCTYPE),
                named(
                        "a document type from outside",
                        "<!DOCTYPE r SYSTEM \"http://127.0.0.1:1/x.dtd\">" + root(""),
                        DOCTYPE),
                named("an entity that nobody declared", root("&f;"), "it is not well-formed"),
                named("entities in UTF-16", "\uFEFF" + laughs + root("&l9;"), StandardCharsets.UTF_16BE, DOCTYPE),
                named("nested without end", "<a>".repeat(100_000) + "</a>".repeat(100_000), "nested too deeply"),
                named("attributes without end", "<a " + attributes(60_000) + "/>", "not well-formed"),
                named("larger than any model", root(" ".repeat(1_000_001)), "larger than 1000 kB"),
                named(
                        "a file included",
                        root("<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\""
                                + " parse=\"text\"/>"),
                        "the element"),
                named("nothing", "", "not well-formed"),
                named("no XML", "\u0000\u0001\u0002", "not well-formed"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void asModel(Hostile hostile) {
        refused("x.bpmn", hostile.xml().getBytes(hostile.encoding()), hostile.told());
    }

    @ParameterizedTest
    @MethodSource("files")
    void asDecisionTable(Hostile hostile) {
        refused("x.dmn", hostile.xml().getBytes(hostile.encoding()), hostile.told());
    }

    @Test
    void aModelOfMoreStepsThanAnybodyReads() {
        String steps = "<bpmn:exclusiveGateway id=\"g\"/>".repeat(2_001);
        refused(
                "x.bpmn",
                ("<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">" + steps
                                + "</bpmn:definitions>")
                        .getBytes(StandardCharsets.UTF_8),
                "more than 2000 elements");
    }

    @Test
    void aFormNestedWithoutEnd() {
        String deep = "{\"components\":[".repeat(50_000) + "]}".repeat(50_000);
        refused("x.form", deep.getBytes(StandardCharsets.UTF_8), "nested too deeply");
        refused("x.form", "[".repeat(500_000).getBytes(StandardCharsets.UTF_8), "nested too deeply");
        refused(
                "x.form",
                ("{\"id\":\"" + "x".repeat(1_000_000) + "\"}").getBytes(StandardCharsets.UTF_8),
                "larger than");
        refused("x.form", "{\"id\":1e999999999}".getBytes(StandardCharsets.UTF_8), "cannot be read");
    }

    @Test
    void moreFilesThanAnybodySends() {
        var files = new TreeMap<String, byte[]>();
        IntStream.rangeClosed(1, 61).forEach(i -> files.put(i + ".form", "{}".getBytes(StandardCharsets.UTF_8)));
        var answer = StaffClient.basic(port, "owner").deploy(MODELER, files, "en");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText()).contains("more than 60 files");
    }

    @ParameterizedTest
    @CsvSource({"kk, құжат түрі", "ru, объявлен тип документа"})
    void isToldInTheOwnersLanguage(String language, String sentence) {
        var file = ("<!DOCTYPE r>" + root("")).getBytes(StandardCharsets.UTF_8);
        assertThat(StaffClient.basic(port, "owner")
                        .deploy(MODELER, Map.of("x.bpmn", file), language)
                        .json()
                        .path("message")
                        .asText())
                .contains(sentence);
    }

    private void refused(String name, byte[] content, String told) {
        assertTimeout(QUICKLY, () -> {
            var answer = StaffClient.basic(port, "owner").deploy(MODELER, Map.of(name, content), "en");
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.json().path("message").asText())
                    .contains(name, told)
                    .doesNotContain("root:", "Exception");
        });
    }

    private static Named<Hostile> named(String name, String xml, String told) {
        return named(name, xml, StandardCharsets.UTF_8, told);
    }

    private static Named<Hostile> named(String name, String xml, Charset encoding, String told) {
        return Named.of(name, new Hostile(xml, encoding, told));
    }

    private static String root(String inner) {
        return "<r id=\"r\">" + inner + "</r>";
    }

    private static String attributes(int count) {
        return IntStream.range(0, count).mapToObj(i -> "a" + i + "=\"\"").collect(Collectors.joining(" "));
    }
}
