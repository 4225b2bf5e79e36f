package kz.ikomek.intake.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every fault of a mapping is told with its line and field, all of them at once. */
class MappingFileTest {

    private static final Map<String, Set<String>> KNOWN = Map.of(
            "status", Set.of("open", "ANSWERED", "REJECTED"),
            "category", Set.of("water", "heat"),
            "channel", Set.of("PHONE", "WEB"),
            "agency", Set.of("water-sewerage"),
            "district", Set.of("abai"));

    private static final String WHOLE = """
            source: old-109
            language: kk
            times: {zone: Asia/Almaty, format: dd.MM.yyyy HH:mm:ss}
            fields:
              id: {column: id}
              registered: {column: in}
              closed: {column: out}
              due: {column: due, empty: P15D}
              status: {column: state, values: {"1": ANSWERED, "2": open}}
              category: {column: topic, values: {Вода: water}, otherwise: heat}
              channel: {otherwise: PHONE}
              text: {columns: [words]}
            """;

    @TempDir
    Path folder;

    @Test
    void aWholeOneIsRead() throws Exception {
        Mapping mapping = MappingFile.read(written(WHOLE), KNOWN);
        assertThat(mapping.encoding()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(mapping.separator()).isEqualTo(',');
        assertThat(mapping.category().of(" ВОДА ")).isEqualTo("water");
        assertThat(mapping.category().of("Газ")).isEqualTo("heat");
        assertThat(mapping.status().of("3")).isEqualTo(Mapping.REFUSE);
        assertThat(LocalDateTime.from(mapping.format().parse("29.02.2024 23:59:59")))
                .isEqualTo("2024-02-29T23:59:59");
        assertThat(mapping.columns())
                .extracting(Mapping.Column::name)
                .containsExactly("id", "in", "state", "out", "due", "topic", "words");
    }

    @Test
    void allFaultsAreToldAtOnce() throws Exception {
        assertThat(problems("""
                source: Old 109
                source: old-109
                language: kz
                file: {encoding: KOI-9, separator: ";;", quote: "'"}
                times: {zone: Asia/Shymkent, format: dd.MM.yyyy}
                fields:
                  id: {columns: [id]}
                  closed: {column: out, when-open: perhaps}
                  due: {column: due, empty: soon}
                  status: {column: state, values: {"1": SOLVED}}
                  category:
                    column: topic
                    values: {Вода: water, ВОДА: heat}
                    otherwise: none
                  channel: {column: way}
                  agency: [one, two]
                  text: {columns: words}
                  latitude: {column: y}
                  colour: {column: c}
                """))
                .containsExactlyInAnyOrder(
                        "line 2, source: stands there twice",
                        "line 3, language: kk, ru or en",
                        "line 4, file.encoding: no encoding is called «KOI-9»; for example UTF-8 or windows-1251",
                        "line 4, file.separator: one character, such as \",\" or \";\" or \"\\t\"",
                        "line 4, file.quote: is not known here; there may be: encoding, separator",
                        "line 5, times.zone: no zone is called «Asia/Shymkent»; for example Asia/Almaty",
                        "line 7, fields.id.column: is missing",
                        "line 7, fields.id.columns: is not known here; there may be: column",
                        "line 6, fields.registered: is missing",
                        "line 8, fields.closed.when-open: ignore or refuse",
                        "line 9, fields.due.empty: refuse, norm, or a span such as P15D or PT4H",
                        "line 10, fields.status.values.1: the status «SOLVED» is not known; there are: ANSWERED,"
                                + " REJECTED, open, refuse",
                        "line 13, fields.category.values.ВОДА: stands there twice, in small or capital letters",
                        "line 14, fields.category.otherwise: the category «none» is not known; there are: heat, refuse,"
                                + " water",
                        "line 16, fields.agency: must have parts, each written as «name: value»",
                        "line 16, fields.agency.column: is missing",
                        "line 17, fields.text.columns: a list of columns such as [subject, text]",
                        "line 18, fields.latitude: needs the other one of the two",
                        "line 19, fields.colour: is not known here; there may be: id, registered, status, closed, due,"
                                + " category, channel, agency, district, text, address, latitude, longitude, answer, name, phone");
    }

    @Test
    void aDateWithoutATimeIsNotEnough() throws Exception {
        assertThat(problems(WHOLE.replace("dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy")))
                .singleElement()
                .asString()
                .startsWith("line 3, times.format: «dd.MM.yyyy» is no pattern of a date with a time: ");
        assertThat(problems(WHOLE.replace("dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy hh:mm a")))
                .as("twelve hours and which half")
                .isEmpty();
    }

    @Test
    void outcomesNeedATimeOfClosing() throws Exception {
        assertThat(problems(WHOLE.replace("  closed: {column: out}\n", "")))
                .containsExactly("line 4, fields.closed: is missing, and the status names outcomes");
    }

    @Test
    void whatIsNoYamlIsToldWithItsLine() throws Exception {
        assertThat(problems("source: old-109\nfields: {id: {column: id}\n"))
                .singleElement()
                .asString()
                .startsWith("line 3: no YAML: ");
        assertThat(problems("- a list\n")).contains("line 1: must have parts, each written as «name: value»");
        assertThat(problems("")).contains("line 1, source: is missing");
        Files.write(folder.resolve("mapping.yml"), new byte[] {'a', ':', ' ', (byte) 0xE9});
        assertThat(catchThrowableOfType(
                                ImportRefused.class, () -> MappingFile.read(folder.resolve("mapping.yml"), KNOWN))
                        .problems())
                .containsExactly("the mapping is not written in UTF-8");
    }

    private List<String> problems(String text) throws IOException {
        Path file = written(text);
        try {
            MappingFile.read(file, KNOWN);
            return List.of();
        } catch (ImportRefused e) {
            return e.problems();
        }
    }

    private Path written(String text) throws IOException {
        return Files.writeString(folder.resolve("mapping.yml"), text);
    }
}
