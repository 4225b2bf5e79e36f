package kz.ikomek.faults;

import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run found, in the order in which it is told: printed, and kept as a file of comma-separated values. */
final class Figures {

    private final String run;
    private final Map<String, Object> values = new LinkedHashMap<>();

    Figures(String run) {
        this.run = run;
    }

    void put(String what, Object value) {
        values.put(what, value);
        say("%-70s %s", what, value);
    }

    void putAll(Map<String, Object> more) {
        more.forEach(this::put);
    }

    /**
     * Writes the report.
     *
     * @param refused answers that were neither yes nor silence, and how often
     */
    void write(Path folder, Map<String, Integer> refused) throws IOException {
        Files.writeString(
                folder.resolve(run + ".csv"),
                values.entrySet().stream()
                        .map(figure -> "\"" + figure.getKey() + "\"," + figure.getValue() + "\n")
                        .collect(Collectors.joining("", "figure,value\n", "")));
        List<String> no = refused.entrySet().stream()
                .map(reason -> "%5d  %s".formatted(reason.getValue(), reason.getKey()))
                .sorted()
                .toList();
        Files.write(folder.resolve(run + "-refused.txt"), no);
        no.forEach(line -> say("refused: %s", line.substring(0, Math.min(200, line.length()))));
    }

    @FormatMethod
    void say(String format, Object... values) {
        System.out.println(run + ": " + format.formatted(values)); // a command's answer, not a log
    }
}
