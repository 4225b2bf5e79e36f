package kz.ikomek.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The medians of all turns side by side, and the goals. */
final class LifecycleReport {

    private static final double FASTER = 2.0;
    private static final double MOST_STATEMENTS = 120;
    private static final double MOST_WAL = 45;
    private static final double MOST_DATABASE = 8;
    private static final double MOST_OF_ENQUIRY = 25;

    private final List<String> who;
    private final List<LifecycleTurn> turns = new ArrayList<>();
    private final Map<String, Double> databases = new LinkedHashMap<>();
    private final double commit;
    private double enquiry = Double.NaN;

    /**
     * A report.
     *
     * @param who ours first
     * @param commit milliseconds that one durable commit takes here
     */
    LifecycleReport(List<String> who, double commit) {
        this.who = who;
        this.commit = commit;
    }

    void turn(LifecycleTurn turn) {
        turns.add(turn);
        Report.say(
                "%d cases of %s: %s a second, SQL %s, WAL %s kB",
                turn.cases(),
                turn.who(),
                Table.number(turn.perSecond()),
                Table.number(turn.statements()),
                Table.number(turn.walKilobytes()));
    }

    /** Kilobytes that a database has grown for each case. */
    void database(String name, double kilobytes) {
        databases.put(name, kilobytes);
    }

    /** Statements for an enquiry that is answered in the call. */
    void enquiry(double statements) {
        enquiry = statements;
    }

    void write(Path folder) throws IOException {
        var table = new Table(who);
        table.section("PostgreSQL");
        table.row("one durable commit, ms", name -> Table.number(commit));
        table.section("a case from the call to its end, median of the turns");
        row(table, "cases a second", LifecycleTurn::perSecond);
        table.row("slowest to fastest turn", this::span);
        for (String other : who.subList(1, who.size())) {
            double ratio = median(who.get(0), LifecycleTurn::perSecond) / median(other, LifecycleTurn::perSecond);
            table.row(
                    "ours times " + other,
                    name -> name.equals(who.get(0)) ? Table.number(ratio) : "",
                    ">= 2.0",
                    ratio >= FASTER);
        }
        goal(table, "SQL", LifecycleTurn::statements, MOST_STATEMENTS);
        goal(table, "WAL, kB", LifecycleTurn::walKilobytes, MOST_WAL);
        table.row("database, kB", name -> Table.number(database(name)), "<= 8", database(who.get(0)) <= MOST_DATABASE);
        row(table, "CPU of the application, ms", LifecycleTurn::applicationCpu);
        row(table, "CPU of PostgreSQL, ms", LifecycleTurn::postgresCpu);
        table.section("a call's wait, ms");
        for (String kind : List.of(LifecycleTurn.REGISTER, LifecycleTurn.CLAIM, LifecycleTurn.COMPLETE)) {
            for (int percent : new int[] {50, 99}) {
                row(table, kind + " p" + percent, turn -> turn.milliseconds(kind, percent));
            }
        }
        table.section("an enquiry answered in the call");
        table.row(
                "SQL",
                name -> name.equals(who.get(0)) ? Table.number(enquiry) : "-",
                "<= 25",
                enquiry <= MOST_OF_ENQUIRY);
        table.print();
        table.write(folder.resolve("lifecycle.csv"));
        writeTurns(folder.resolve("lifecycle-turns.csv"));
    }

    private void goal(Table table, String figure, ToDoubleFunction<LifecycleTurn> value, double most) {
        table.row(
                figure,
                name -> Table.number(median(name, value)),
                "<= %.0f".formatted(most),
                median(who.get(0), value) <= most);
    }

    private void row(Table table, String figure, ToDoubleFunction<LifecycleTurn> value) {
        table.row(figure, name -> Table.number(median(name, value)));
    }

    private double database(String name) {
        return databases.getOrDefault(name, Double.NaN);
    }

    private String span(String name) {
        var all = sorted(name, LifecycleTurn::perSecond);
        return all.isEmpty() ? "-" : Table.number(all.get(0)) + " to " + Table.number(all.get(all.size() - 1));
    }

    private double median(String name, ToDoubleFunction<LifecycleTurn> value) {
        var all = sorted(name, value);
        int middle = all.size() / 2;
        return all.isEmpty()
                ? Double.NaN
                : all.size() % 2 == 1 ? all.get(middle) : (all.get(middle - 1) + all.get(middle)) / 2;
    }

    private List<Double> sorted(String name, ToDoubleFunction<LifecycleTurn> value) {
        return turns.stream()
                .filter(turn -> turn.who().equals(name))
                .map(turn -> value.applyAsDouble(turn))
                .sorted()
                .toList();
    }

    private void writeTurns(Path file) throws IOException {
        try (var csv = new CSVPrinter(Files.newBufferedWriter(file), CSVFormat.DEFAULT)) {
            csv.printRecord(
                    "turn",
                    "who",
                    "cases",
                    "cases a second",
                    "SQL",
                    "WAL kB",
                    "CPU application ms",
                    "CPU PostgreSQL ms");
            for (int i = 0; i < turns.size(); i++) {
                var turn = turns.get(i);
                csv.printRecord(
                        i + 1,
                        turn.who(),
                        turn.cases(),
                        exact(turn.perSecond()),
                        exact(turn.statements()),
                        exact(turn.walKilobytes()),
                        exact(turn.applicationCpu()),
                        exact(turn.postgresCpu()));
            }
        }
    }

    private static String exact(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
