package kz.ikomek.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Figures of all contestants side by side, some with a goal of ours and whether it is met. */
final class Table {

    private final List<String> who;
    private final List<Row> rows = new ArrayList<>();
    private String section = "";

    Table(List<String> who) {
        this.who = who;
    }

    private record Row(String section, String figure, List<String> values, String goal, String met) {

        List<String> cells() {
            List<String> cells = new ArrayList<>(List.of(section, figure));
            cells.addAll(values);
            cells.addAll(List.of(goal, met));
            return cells;
        }
    }

    /** What the next rows are about. */
    void section(String name) {
        section = name;
    }

    void row(String figure, Function<String, String> value) {
        rows.add(new Row(section, figure, values(value), "", ""));
    }

    void row(String figure, Function<String, String> value, String goal, boolean met) {
        rows.add(new Row(section, figure, values(value), goal, met ? "yes" : "no"));
    }

    private List<String> values(Function<String, String> value) {
        return who.stream().map(value).toList();
    }

    void print() {
        System.out.println(line("", who, "goal", "met")); // a command's answer, not a log
        String last = "";
        for (Row row : rows) {
            if (!row.section().equals(last)) {
                last = row.section();
                System.out.println(last);
            }
            System.out.println(line("  " + row.figure(), row.values(), row.goal(), row.met()));
        }
    }

    private static String line(String figure, List<String> values, String goal, String met) {
        var line = new StringBuilder("%-40s".formatted(figure));
        values.forEach(value -> line.append("%20s".formatted(value)));
        return line.append("  %-8s %s".formatted(goal, met)).toString().stripTrailing();
    }

    void write(Path file) throws IOException {
        try (var csv = new CSVPrinter(Files.newBufferedWriter(file), CSVFormat.DEFAULT)) {
            csv.printRecord(new Row("what", "figure", who, "goal", "met").cells());
            for (Row row : rows) {
                csv.printRecord(row.cells());
            }
        }
    }

    /** Short, and a dash where there is none. */
    static String number(double value) {
        String format = value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f";
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }
}
