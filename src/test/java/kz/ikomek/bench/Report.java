package kz.ikomek.bench;

import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** What was measured, beside what is aimed at: a table of medians, and a file of all timers to count again. */
final class Report {

    static final String ALONE = "nothing else waits";
    static final String LOADED = "beside the others";
    static final String SINGLE = "one by one";
    static final String SLOW_MAIL = "mail server takes 50 ms";

    private static final double LONGEST_POLL = 5;
    private static final double LONGEST_SINGLE = 600;
    private static final double LONGEST_BURST = 3_000;
    private static final double LEAST_RATIO = 1.5;

    private final Settings settings;
    private final List<Turn> turns = new ArrayList<>();
    private final Map<String, AcquisitionPoll> polls = new LinkedHashMap<>();
    private double commit = Double.NaN;

    Report(Settings settings) {
        this.settings = settings;
    }

    /** How long one durable commit takes here, in milliseconds: a commit is noted up to so much too early. */
    void commit(double milliseconds) {
        commit = milliseconds;
    }

    void poll(String who, AcquisitionPoll poll) {
        polls.put(who, poll);
    }

    void turn(Turn turn) {
        turns.add(turn);
        say(
                "%d %s, %s: outbox %s; SMTP %s",
                turn.fired().size(), turn.phase(), turn.who(), words(turn.outbox()), words(turn.smtp()));
    }

    /** Prints the table and writes the files. */
    void write(Path folder) throws IOException {
        var table = new Table(List.of(Product.NAME, Stock.NAME, Stock.TUNED));
        table.section("PostgreSQL");
        table.row("one durable commit, ms", who -> Table.number(commit));
        polls(table);
        singles(table);
        bursts(table, ALONE, settings.smallest());
        settings.together().forEach(size -> bursts(table, LOADED, size));
        slowMail(table);
        table.print();
        table.write(folder.resolve("figures.csv"));
        writeTimers(folder.resolve("timers.csv"));
    }

    private void polls(Table table) {
        table.section("a poll that finds nothing, %,d timers wait".formatted(settings.others()));
        Function<String, Double> call =
                who -> polls.containsKey(who) ? polls.get(who).call() : Double.NaN;
        table.row(
                "the engine's call, ms",
                who -> Table.number(call.apply(who)),
                "<= 5",
                call.apply(Product.NAME) <= LONGEST_POLL);
        table.row("PostgreSQL's part of it, ms", who -> poll(who, poll -> Table.number(poll.explained())));
        table.row("pages read", who -> poll(who, poll -> Long.toString(poll.buffers())));
        table.row("by", who -> poll(who, AcquisitionPoll::reads));
    }

    private void singles(Table table) {
        table.section("%d one by one, idle for %s before".formatted(settings.single(), settings.idle()));
        var timers = new Kind(SINGLE, settings.single());
        table.row(
                "told somebody", who -> timers.least(who, turn -> turn.outbox().count()));
        for (int percent : new int[] {50, 90, 99, 100}) {
            single(table, timers, "due to outbox", percent, Turn::outbox);
        }
        for (int percent : new int[] {50, 90, 99, 100}) {
            single(table, timers, "due to SMTP", percent, Turn::smtp);
        }
    }

    private static void single(Table table, Kind timers, String what, int percent, Function<Turn, Lags> lags) {
        ToDoubleFunction<Turn> figure = turn -> lags.apply(turn).percentile(percent);
        Function<String, String> value = who -> Table.number(timers.median(who, figure));
        if (percent == 99) {
            boolean met = timers.median(Product.NAME, figure) <= LONGEST_SINGLE;
            table.row(what + " p99, ms", value, "<= 600", met);
        } else {
            table.row(what + (percent == 100 ? " max, ms" : " p" + percent + ", ms"), value);
        }
    }

    private void bursts(Table table, String phase, int size) {
        table.section("%d due together, %s".formatted(size, phase));
        var timers = new Kind(phase, size);
        table.row(
                "told somebody", who -> timers.least(who, turn -> turn.outbox().count()));
        table.row(
                "first in the outbox, ms",
                who -> Table.number(timers.median(who, turn -> turn.outbox().first())));
        boolean timed = phase.equals(LOADED) && size == settings.smallest();
        last(table, timers, "last in the outbox, ms", Turn::outbox, timed);
        last(table, timers, "last at SMTP, ms", Turn::smtp, timed);
        table.row("mails", who -> timers.least(who, Turn::mails));
        table.row("outbox rows a second", who -> Table.number(timers.rate(who)));
        Function<String, Double> ratio = who -> timers.rate(Product.NAME) / timers.rate(who);
        Function<String, String> value = who -> who.equals(Product.NAME) ? "-" : Table.number(ratio.apply(who));
        if (phase.equals(LOADED) && size == settings.largest()) {
            boolean met = ratio.apply(Stock.NAME) >= LEAST_RATIO && ratio.apply(Stock.TUNED) >= LEAST_RATIO;
            table.row("ours is so many times as fast", value, ">= 1.5", met);
        } else {
            table.row("ours is so many times as fast", value);
        }
    }

    private static void last(Table table, Kind timers, String what, Function<Turn, Lags> lags, boolean timed) {
        ToDoubleFunction<Turn> figure =
                turn -> lags.apply(turn).count() < turn.fired().size()
                        ? Double.NaN
                        : lags.apply(turn).last();
        Function<String, String> value = who -> Table.number(timers.median(who, figure));
        if (timed) {
            table.row(what, value, "<= 3000", timers.median(Product.NAME, figure) <= LONGEST_BURST);
        } else {
            table.row(what, value);
        }
    }

    private void slowMail(Table table) {
        int size = settings.smallest();
        table.section("%d due together, %s; stock's job talks SMTP itself".formatted(size, SLOW_MAIL));
        var timers = new Kind(SLOW_MAIL, size);
        table.row("outbox rows a second", who -> Table.number(timers.rate(who)));
        table.row("accepted within " + settings.smtpLimit(), who -> timers.least(who, this::inTime));
        table.row("accepted a second since due", who -> Table.number(timers.median(who, this::acceptedASecond)));
    }

    private int inTime(Turn turn) {
        return turn.smtp().within(settings.smtpLimit()).count();
    }

    /** Until the last, or until the limit where some are missing then. */
    private double acceptedASecond(Turn turn) {
        Lags lags = turn.smtp().within(settings.smtpLimit());
        boolean all = lags.count() == turn.fired().size();
        return 1_000 * lags.count() / (all ? lags.last() : settings.smtpLimit().toMillis());
    }

    private String poll(String who, Function<AcquisitionPoll, String> figure) {
        var poll = polls.get(who);
        return poll == null ? "-" : figure.apply(poll);
    }

    private void writeTimers(Path file) throws IOException {
        try (var csv = new CSVPrinter(Files.newBufferedWriter(file), CSVFormat.DEFAULT)) {
            csv.printRecord("turn", "phase", "who", "due", "committed", "accepted", "to outbox, ms", "to SMTP, ms");
            for (int i = 0; i < turns.size(); i++) {
                Turn turn = turns.get(i);
                for (Fired timer : turn.fired()) {
                    csv.printRecord(
                            i + 1,
                            turn.phase(),
                            turn.who(),
                            timer.due(),
                            timer.committed(),
                            timer.accepted(),
                            timer.toOutbox(),
                            timer.toSmtp());
                }
            }
        }
    }

    private static String words(Lags lags) {
        return lags.count() == 0
                ? "none"
                : "%d, p50 %s, p99 %s, last %s ms"
                        .formatted(
                                lags.count(),
                                Table.number(lags.percentile(50)),
                                Table.number(lags.percentile(99)),
                                Table.number(lags.last()));
    }

    @FormatMethod
    static void say(String format, Object... values) {
        System.out.println("bench: " + format.formatted(values)); // a command's answer, not a log
    }

    /** All turns of one kind. */
    private final class Kind {

        private final String phase;
        private final int size;

        private Kind(String phase, int size) {
            this.phase = phase;
            this.size = size;
        }

        /** The smallest of the contestant's turns, a dash where there was none. */
        String least(String who, Function<Turn, Integer> figure) {
            return of(who).stream()
                    .map(figure)
                    .min(Integer::compare)
                    .map(String::valueOf)
                    .orElse("-");
        }

        /** Of the contestant's turns; not a number when one of them has no such figure. */
        double median(String who, ToDoubleFunction<Turn> figure) {
            double[] sorted = of(who).stream().mapToDouble(figure).sorted().toArray();
            if (sorted.length == 0 || Double.isNaN(sorted[sorted.length - 1])) {
                return Double.NaN; // which sorts last
            }
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }

        double rate(String who) {
            return median(who, turn -> turn.outbox().rate());
        }

        private List<Turn> of(String who) {
            return turns.stream()
                    .filter(turn -> turn.phase().equals(phase))
                    .filter(turn -> turn.fired().size() == size)
                    .filter(turn -> turn.who().equals(who))
                    .toList();
        }
    }
}
