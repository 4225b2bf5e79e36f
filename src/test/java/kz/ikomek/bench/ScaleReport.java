package kz.ikomek.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What each operation takes at each size, in milliseconds and in pages of 8 kB that PostgreSQL reads for it, wherever they
 * are, and how both grow from the smallest size to the largest.
 */
final class ScaleReport {

    private static final int ROUNDS = 3;
    private static final double MOST_GROWTH = 1.5;
    private static final double A_SECOND_OF = 1_000;
    /** What PostgreSQL takes less for is not explained. */
    private static final String EXPLAINED = "2ms";

    private static final int STATEMENTS = 5;

    /** What is wanted of an operation. */
    enum Goal {
        /** It grows by half at the most. */
        GROWTH("<= 1.5 x"),
        /** It grows with what it shows: that is said beside it, and not judged. */
        OWN_GROWTH(""),
        /** A second at the largest size. */
        A_SECOND("<= 1 s");

        private final String words;

        Goal(String words) {
            this.words = words;
        }
    }

    private record Figure(double millis, double pages) {}

    private record Statement(String operation, int size, double calls, double millis, double pages, String text) {}

    private final List<Integer> sizes;
    private final JdbcClient owner;
    private final Map<String, Goal> goals = new LinkedHashMap<>();
    private final Map<String, Map<Integer, Figure>> operations = new LinkedHashMap<>();
    private final Map<String, Map<Integer, Double>> figures = new LinkedHashMap<>();
    private final List<Statement> statements = new ArrayList<>();
    private int size;

    ScaleReport(List<Integer> sizes, JdbcClient owner) {
        this.sizes = sizes;
        this.owner = owner;
    }

    /** What comes now is measured beside so many finished appeals. */
    void size(int now) {
        size = now;
    }

    /** To measure once for nothing, so that the smallest size is not asked of a program that is not compiled yet. */
    ScaleReport warmingUp() {
        var other = new ScaleReport(sizes, owner);
        other.size(size);
        return other;
    }

    /** Something that is not judged. */
    void figure(String name, double value) {
        figures.computeIfAbsent(name, none -> new LinkedHashMap<>()).put(size, value);
    }

    /** The median of the quietest of three rounds of so many, after one that does not count. */
    void measure(String name, int times, Goal goal, IntConsumer operation) {
        for (int i = 0; i < times; i++) {
            operation.accept(i);
        }
        forgetStatements();
        double quietest = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            double[] millis = new double[times];
            for (int i = 0; i < times; i++) {
                long began = System.nanoTime();
                operation.accept(i);
                millis[i] = (System.nanoTime() - began) / 1e6;
            }
            Arrays.sort(millis);
            quietest = Math.min(quietest, millis[times / 2]);
        }
        measured(name, goal, quietest, ROUNDS * times);
        explain(name, () -> operation.accept(0));
    }

    /** What cannot be done twice; of several with the same name, the quickest. */
    void measureOnce(String name, Goal goal, Runnable operation) {
        measureUntil(name, goal, () -> {
            operation.run();
            return () -> {};
        });
    }

    /** What leaves something that is to be closed: the closing is not measured. */
    void measureUntil(String name, Goal goal, Supplier<Opened> operation) {
        forgetStatements();
        long began = System.nanoTime();
        try (Opened opened = operation.get()) {
            double millis = (System.nanoTime() - began) / 1e6;
            var before = operations.getOrDefault(name, Map.of()).get(size);
            if (before == null || millis < before.millis()) {
                measured(name, goal, millis, 1);
            }
        }
    }

    /** What is to be closed after it was measured. */
    interface Opened extends AutoCloseable {
        @Override
        void close();
    }

    private void measured(String name, Goal goal, double millis, int runs) {
        double pages = owner.sql("SELECT coalesce(sum(shared_blks_hit + shared_blks_read), 0) FROM pg_stat_statements"
                                + " WHERE toplevel AND query NOT LIKE '%pg_stat_statements%'")
                        .query(Double.class)
                        .single()
                / runs;
        goals.put(name, goal);
        operations.computeIfAbsent(name, none -> new LinkedHashMap<>()).put(size, new Figure(millis, pages));
        owner.sql("SELECT calls, total_exec_time, shared_blks_hit + shared_blks_read AS pages,"
                        + " regexp_replace(query, '\\s+', ' ', 'g') AS query FROM pg_stat_statements"
                        + " WHERE toplevel AND query NOT LIKE '%pg_stat_statements%' ORDER BY 3 DESC LIMIT "
                        + STATEMENTS)
                .query((row, number) -> new Statement(
                        name,
                        size,
                        row.getDouble("calls") / runs,
                        row.getDouble("total_exec_time") / runs,
                        row.getDouble("pages") / runs,
                        row.getString("query")))
                .list()
                .forEach(statements::add);
        Report.say("%d: %s %s ms, %s pages", size, name, Table.number(millis), Table.number(pages));
    }

    private void forgetStatements() {
        owner.sql("SELECT count(pg_stat_statements_reset())").query(Long.class).single();
    }

    /** Has PostgreSQL write the plans of the operation into its log. */
    private void explain(String name, Runnable operation) {
        owner.sql("DO $$ BEGIN RAISE LOG 'bench: %s beside %d'; END $$".formatted(name, size))
                .update();
        explaining("SET auto_explain.log_min_duration = '" + EXPLAINED + "'");
        try {
            operation.run();
        } finally {
            explaining("RESET auto_explain.log_min_duration");
        }
    }

    private void explaining(String setting) {
        owner.sql("ALTER SYSTEM " + setting).update();
        owner.sql("SELECT pg_reload_conf()").query(Boolean.class).single();
    }

    /** Prints the table and writes {@code scale.csv} (the table) and {@code scale-statements.csv}. */
    void write(Path folder) throws IOException {
        try (var csv = new CSVPrinter(Files.newBufferedWriter(folder.resolve("scale.csv")), CSVFormat.DEFAULT)) {
            csv.printRecord(row(
                    "operation", "unit", sizes.stream().map(Object::toString).toList(), "growth", "goal", "met"));
            System.out.println(line("", sizes.stream().map("%,d"::formatted).toList(), "growth", "goal", ""));
            figures.forEach((name, values) -> {
                List<String> cells = sizes.stream()
                        .map(at -> Table.number(values.getOrDefault(at, Double.NaN)))
                        .toList();
                print(csv, name, "", cells, "", "", "");
            });
            operations.forEach((name, values) -> {
                Goal goal = goals.getOrDefault(name, Goal.OWN_GROWTH);
                List<Figure> all = sizes.stream()
                        .map(at -> values.getOrDefault(at, new Figure(Double.NaN, Double.NaN)))
                        .toList();
                double growth = growth(all.stream().map(Figure::millis).toList());
                double last = all.get(all.size() - 1).millis();
                boolean met = goal == Goal.A_SECOND ? last <= A_SECOND_OF : growth <= MOST_GROWTH;
                print(
                        csv,
                        name,
                        "ms",
                        all.stream().map(at -> Table.number(at.millis())).toList(),
                        Table.number(growth),
                        goal.words,
                        goal == Goal.OWN_GROWTH ? "" : met ? "yes" : "no");
                print(
                        csv,
                        name,
                        "pages",
                        all.stream().map(at -> Table.number(at.pages())).toList(),
                        Table.number(growth(all.stream().map(Figure::pages).toList())),
                        "",
                        "");
            });
        }
        try (var csv =
                new CSVPrinter(Files.newBufferedWriter(folder.resolve("scale-statements.csv")), CSVFormat.DEFAULT)) {
            csv.printRecord("operation", "beside", "calls", "ms", "pages", "statement");
            for (Statement one : statements) {
                csv.printRecord(
                        one.operation(),
                        one.size(),
                        Table.number(one.calls()),
                        Table.number(one.millis()),
                        Table.number(one.pages()),
                        one.text());
            }
        }
    }

    private static double growth(List<Double> values) {
        return values.get(values.size() - 1) / values.get(0);
    }

    private static List<String> row(
            String name, String unit, List<String> values, String growth, String goal, String met) {
        List<String> cells = new ArrayList<>(List.of(name, unit));
        cells.addAll(values);
        cells.addAll(List.of(growth, goal, met));
        return cells;
    }

    private static void print(
            CSVPrinter csv, String name, String unit, List<String> values, String growth, String goal, String met) {
        try {
            csv.printRecord(row(name, unit, values, growth, goal, met));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println(line(name + (unit.isEmpty() ? "" : ", " + unit), values, growth, goal, met));
    }

    private static String line(String name, List<String> values, String growth, String goal, String met) {
        var line = new StringBuilder("%-44s".formatted(name));
        values.forEach(value -> line.append("%12s".formatted(value)));
        return line.append("%10s  %-9s %s".formatted(growth, goal, met))
                .toString()
                .stripTrailing();
    }
}
