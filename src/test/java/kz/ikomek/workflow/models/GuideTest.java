package kz.ikomek.workflow.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.workflow.lifecycle.AppealProcess;
import kz.ikomek.workflow.lifecycle.HumanStep;
import org.junit.jupiter.api.Test;

/** The guide for process owners lists what there is. */
class GuideTest {

    private static final Path GUIDE = Path.of("docs/model-authors.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void beans() {
        assertThat(names("Beans", 0)).isEqualTo(new TreeSet<>(AppealProcess.BEANS));
    }

    @Test
    void variablesAndTheirTypes() {
        Map<String, String> told = new TreeMap<>();
        rows("Variables").forEach(row -> told.put(first(row.get(0)), row.get(1)));
        Map<String, String> known = new TreeMap<>();
        AppealProcess.VARIABLES.forEach((name, type) -> known.put(name, type.name()));
        assertThat(told).isEqualTo(known);
    }

    @Test
    void messages() {
        assertThat(names("Messages", 0)).isEqualTo(new TreeSet<>(BpmnRules.MESSAGES));
    }

    @Test
    void groups() {
        Set<String> known = new TreeSet<>(BpmnRules.GROUPS);
        known.add(BpmnRules.AGENCY_GROUP);
        assertThat(names("Groups", 0)).isEqualTo(known);
    }

    @Test
    void formsAndFields() {
        var told = rows("Forms and field keys").stream()
                .map(row -> row.stream().map(GuideTest::codes).toList());
        var known = Arrays.stream(HumanStep.values())
                .map(step -> Stream.of(
                                Set.of(step.form()),
                                Set.of(step.element()),
                                Set.of(step.bean()),
                                step.fields(),
                                step.decisions())
                        .map(TreeSet::new)
                        .toList());
        assertThat(told).containsExactlyElementsOf(known.collect(Collectors.toList()));
    }

    @Test
    void decisionTables() {
        var told = rows("Decision tables").stream()
                .map(row -> row.stream().map(GuideTest::codes).toList());
        var known = Arrays.stream(DmnRules.Table.values())
                .map(table -> Stream.of(Set.of(table.id()), table.inputs(), table.outputs())
                        .map(TreeSet::new)
                        .toList());
        assertThat(told).containsExactlyElementsOf(known.collect(Collectors.toList()));
    }

    private static Set<String> names(String section, int column) {
        return rows(section).stream().map(row -> first(row.get(column))).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String first(String cell) {
        var matcher = CODE.matcher(cell);
        assertThat(matcher.find()).as(cell).isTrue();
        return matcher.group(1);
    }

    private static TreeSet<String> codes(String cell) {
        return CODE.matcher(cell).results().map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The rows of the table in a section, without its head. */
    private static List<List<String>> rows(String section) {
        try {
            String text = Files.readString(GUIDE);
            int start = text.indexOf("\n## " + section + "\n");
            assertThat(start).as(section).isNotNegative();
            int end = text.indexOf("\n## ", start + 1);
            return text.substring(start, end)
                    .lines()
                    .filter(line -> line.startsWith("| `"))
                    .map(line -> List.of(
                                    line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                            .stream()
                            .map(String::strip)
                            .toList())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
