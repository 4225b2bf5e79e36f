package kz.ikomek.intake.imports;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import kz.ikomek.catalog.CalendarKind;
import kz.ikomek.deadlines.Norm;
import kz.ikomek.intake.imports.Mapping.Closed;
import kz.ikomek.intake.imports.Mapping.Codes;
import kz.ikomek.intake.imports.Mapping.Column;
import kz.ikomek.intake.imports.Mapping.Due;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a mapping file and tells all its faults at once, each with its line and field. */
final class MappingFile {

    private static final String SOURCE_NAME = "[a-z0-9][a-z0-9-]{0,39}";
    private static final LocalDateTime SAMPLE = LocalDateTime.of(2001, 2, 13, 14, 5);

    private final Map<String, Set<String>> known;
    private final List<String> problems = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();

    private MappingFile(Map<String, Set<String>> known) {
        this.known = known;
    }

    /**
     * Reads it.
     *
     * @param known by field ({@code status}, {@code category}, {@code channel}, {@code agency}, {@code district}), the codes
     *     that there are
     * @throws ImportRefused with every fault that is found
     */
    static Mapping read(Path file, Map<String, Set<String>> known) throws ImportRefused {
        try {
            return new MappingFile(known).mapping(node(Files.readString(file)));
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            throw new ImportRefused("line " + (mark == null ? 1 : mark.getLine() + 1) + ": no YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new ImportRefused("the mapping is no YAML: " + e.getMessage());
        } catch (CharacterCodingException e) {
            throw new ImportRefused("the mapping is not written in UTF-8");
        } catch (IOException e) {
            throw new ImportRefused("the mapping " + file + " cannot be read");
        }
    }

    private static @Nullable Node node(String text) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
    }

    private Mapping mapping(@Nullable Node root) throws ImportRefused {
        var all = new Section("", root, 1);
        String source = all.required("source");
        if (source != null && !source.matches(SOURCE_NAME)) {
            all.problem("source", "small Latin letters, digits and hyphens, 40 at the most");
        }
        Section file = all.section("file", false);
        Charset encoding = encoding(file);
        Character separator = separator(file);
        file.nothingElse();
        Section times = all.section("times");
        ZoneId zone = zone(times);
        DateTimeFormatter format = format(times, zone);
        times.nothingElse();
        Language language = language(all);
        Section fields = all.section("fields");
        all.nothingElse();

        Column id = fields.requiredColumn("id");
        Column registered = fields.requiredColumn("registered");
        Codes status = codes(fields, "status", false);
        Closed closed = closed(fields, status);
        Due due = due(fields);
        Codes category = codes(fields, "category", false);
        Codes channel = codes(fields, "channel", false);
        Codes agency = fields.has("agency") ? codes(fields, "agency", true) : null;
        Codes district = fields.has("district") ? codes(fields, "district", true) : null;
        Section text = fields.section("text");
        List<Column> texts = text.columns("columns");
        String between = text.text("between");
        text.nothingElse();
        Column address = fields.column("address");
        Column latitude = fields.column("latitude");
        Column longitude = fields.column("longitude");
        if ((latitude == null) != (longitude == null)) {
            fields.problem(latitude == null ? "longitude" : "latitude", "needs the other one of the two");
        }
        Column answer = fields.column("answer");
        Column name = fields.column("name");
        Column phone = fields.column("phone");
        fields.nothingElse();

        if (!problems.isEmpty()) {
            throw new ImportRefused(problems);
        }
        return new Mapping(
                Objects.requireNonNull(source),
                Objects.requireNonNull(encoding),
                Objects.requireNonNull(separator),
                Objects.requireNonNull(zone),
                Objects.requireNonNull(format),
                Objects.requireNonNull(language),
                columns,
                Objects.requireNonNull(id),
                Objects.requireNonNull(registered),
                closed,
                due,
                status,
                category,
                channel,
                agency,
                district,
                texts,
                between == null ? " " : between,
                address,
                latitude,
                longitude,
                answer,
                name,
                phone);
    }

    private static @Nullable Charset encoding(Section file) {
        String name = file.text("encoding");
        if (name == null) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            file.problem("encoding", "no encoding is called «" + name + "»; for example UTF-8 or windows-1251");
            return null;
        }
    }

    private static @Nullable Character separator(Section file) {
        String separator = file.text("separator");
        if (separator == null) {
            return ',';
        }
        if (separator.length() != 1 || separator.equals("\"") || separator.equals("\n") || separator.equals("\r")) {
            file.problem("separator", "one character, such as \",\" or \";\" or \"\\t\"");
            return null;
        }
        return separator.charAt(0);
    }

    private static @Nullable ZoneId zone(Section times) {
        String zone = times.required("zone");
        if (zone == null) {
            return null;
        }
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            times.problem("zone", "no zone is called «" + zone + "»; for example Asia/Almaty");
            return null;
        }
    }

    private static @Nullable DateTimeFormatter format(Section times, @Nullable ZoneId zone) {
        String pattern = times.required("format");
        if (pattern == null || zone == null) {
            return null;
        }
        try {
            DateTimeFormatter format = new DateTimeFormatterBuilder()
                    .appendPattern(pattern)
                    .parseDefaulting(ChronoField.ERA, 1)
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);
            if (SAMPLE.equals(LocalDateTime.from(format.parse(format.format(SAMPLE.atZone(zone)))))) {
                return format;
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            times.problem("format", "«" + pattern + "» is no pattern of a date with a time: " + e.getMessage());
            return null;
        }
        times.problem("format", "«" + pattern + "» does not hold year, month, day, hour and minute");
        return null;
    }

    private static @Nullable Language language(Section all) {
        String tag = all.required("language");
        if (tag == null) {
            return null;
        }
        try {
            return Language.of(tag);
        } catch (Refusal e) {
            all.problem("language", "kk, ru or en");
            return null;
        }
    }

    private @Nullable Closed closed(Section fields, Codes status) {
        Section closed = fields.section("closed", false);
        boolean closes =
                !status.otherwise().equals(Mapping.OPEN) && !status.otherwise().equals(Mapping.REFUSE)
                        || status.values().values().stream()
                                .anyMatch(code -> !code.equals(Mapping.OPEN) && !code.equals(Mapping.REFUSE));
        if (!fields.has("closed")) {
            if (closes) {
                fields.problem("closed", "is missing, and the status names outcomes");
            }
            return null;
        }
        Column column = closed.requiredColumnItself();
        String whenOpen = closed.text("when-open");
        if (whenOpen != null && !whenOpen.equals("ignore") && !whenOpen.equals(Mapping.REFUSE)) {
            closed.problem("when-open", "ignore or refuse");
        }
        closed.nothingElse();
        return column == null ? null : new Closed(column, "ignore".equals(whenOpen));
    }

    private @Nullable Due due(Section fields) {
        if (!fields.has("due")) {
            return null;
        }
        Section due = fields.section("due");
        Column column = due.requiredColumnItself();
        String empty = Objects.requireNonNullElse(due.text("empty"), Mapping.REFUSE);
        due.nothingElse();
        if (!empty.equals(Mapping.REFUSE) && !empty.equals(Mapping.NORM)) {
            requireSpan(due, empty);
        }
        return column == null ? null : new Due(column, empty);
    }

    private static void requireSpan(Section due, String iso) {
        boolean isSpan;
        try {
            isSpan = !new Norm(iso, CalendarKind.ROUND_THE_CLOCK).elapsed().isZero();
        } catch (IllegalArgumentException e) {
            isSpan = false;
        }
        if (!isSpan) {
            due.problem("empty", "refuse, norm, or a span such as P15D or PT4H");
        }
    }

    private Codes codes(Section fields, String field, boolean mayBeEmpty) {
        Section section = fields.section(field);
        Column column = section.has("column") ? section.requiredColumnItself() : null;
        Set<String> allowed = new TreeSet<>(known.getOrDefault(field, Set.of()));
        allowed.add(Mapping.REFUSE);
        if (mayBeEmpty) {
            allowed.add(Mapping.NONE);
        }
        Map<String, String> values = new LinkedHashMap<>();
        Section table = section.section("values", false);
        for (Map.Entry<String, Node> value : table.parts().entrySet()) {
            String code = table.text(value.getKey());
            if (code == null || !allowed.contains(code)) {
                table.problem(value.getKey(), unknown(field, code, allowed));
            } else if (values.put(Codes.folded(value.getKey()), code) != null) {
                table.problem(value.getKey(), "stands there twice, in small or capital letters");
            }
        }
        String otherwise = Objects.requireNonNullElse(section.text("otherwise"), Mapping.REFUSE);
        if (!allowed.contains(otherwise)) {
            section.problem("otherwise", unknown(field, otherwise, allowed));
        }
        if (!section.has("column") && (section.has("values") || !section.has("otherwise"))) {
            section.problem("column", "is missing");
        }
        section.nothingElse();
        return new Codes(column, values, otherwise);
    }

    private static String unknown(String field, @Nullable String code, Collection<String> allowed) {
        return "the " + field + " «" + (code == null ? "" : code) + "» is not known; there are: "
                + String.join(", ", allowed);
    }

    /** A part of the file that has named parts itself. */
    private final class Section {

        private final String path;
        private final int line;
        private final Map<String, Node> parts = new LinkedHashMap<>();
        private final Map<String, Integer> lines = new HashMap<>();
        private final Set<String> asked = new LinkedHashSet<>();

        Section(String path, @Nullable Node node, int line) {
            this.path = path;
            this.line = line;
            if (node instanceof MappingNode named) {
                named.getValue().forEach(this::part);
            } else if (node != null) {
                tell(line, path, "must have parts, each written as «name: value»");
            }
        }

        private void part(NodeTuple tuple) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                String name = key.getValue();
                lines.put(name, line(key));
                if (parts.put(name, tuple.getValueNode()) != null) {
                    problem(name, "stands there twice");
                }
            } else {
                tell(line(tuple.getKeyNode()), path, "a name must be a text");
            }
        }

        Map<String, Node> parts() {
            return parts;
        }

        boolean has(String name) {
            asked.add(name);
            return parts.containsKey(name);
        }

        Section section(String name) {
            return section(name, true);
        }

        Section section(String name, boolean needed) {
            asked.add(name);
            Node node = parts.get(name);
            if (node == null && needed) {
                problem(name, "is missing");
            }
            return new Section(named(name), node, lineOf(name));
        }

        @Nullable
        String required(String name) {
            String text = text(name);
            if (text == null && !has(name)) {
                problem(name, "is missing");
            }
            return text;
        }

        @Nullable
        String text(String name) {
            asked.add(name);
            Node node = parts.get(name);
            if (node == null) {
                return null;
            }
            if (node instanceof ScalarNode scalar) {
                return scalar.getValue();
            }
            problem(name, "must be a text");
            return null;
        }

        @Nullable
        Column requiredColumn(String field) {
            if (!has(field)) {
                problem(field, "is missing");
                return null;
            }
            return column(field);
        }

        /** The column of a field that needs nothing else; null when there is no such field. */
        @Nullable
        Column column(String field) {
            asked.add(field);
            if (!has(field)) {
                return null;
            }
            Section section = section(field);
            Column column = section.requiredColumnItself();
            section.nothingElse();
            return column;
        }

        @Nullable
        Column requiredColumnItself() {
            String name = required("column");
            return name == null ? null : added(name, "column", lineOf("column"));
        }

        List<Column> columns(String name) {
            asked.add(name);
            List<Column> all = new ArrayList<>();
            if (parts.get(name) instanceof SequenceNode list) {
                for (Node one : list.getValue()) {
                    if (one instanceof ScalarNode scalar) {
                        all.add(added(scalar.getValue(), name, line(one)));
                    }
                }
            }
            if (all.isEmpty()) {
                problem(name, "a list of columns such as [subject, text]");
            }
            return all;
        }

        private Column added(String name, String part, int where) {
            var column = new Column(name.strip(), named(part), where);
            columns.add(column);
            return column;
        }

        void nothingElse() {
            parts.keySet().stream()
                    .filter(name -> !asked.contains(name))
                    .forEach(name -> problem(name, "is not known here; there may be: " + String.join(", ", asked)));
        }

        void problem(String name, String what) {
            tell(lineOf(name), named(name), what);
        }

        private int lineOf(String name) {
            return lines.getOrDefault(name, line);
        }

        private String named(String name) {
            return path.isEmpty() ? name : path + "." + name;
        }

        private void tell(int where, String field, String what) {
            problems.add("line " + where + (field.isEmpty() ? "" : ", " + field) + ": " + what);
        }

        private static int line(Node node) {
            return node.getStartMark().getLine() + 1;
        }
    }
}
