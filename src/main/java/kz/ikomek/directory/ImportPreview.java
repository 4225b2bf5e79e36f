package kz.ikomek.directory;

import java.util.List;
import kz.ikomek.shared.Refusal;

/**
 * What a file would do to the directory, and what of it is refused.
 *
 * @param lines that can be taken, in the order of the file
 * @param refused in the order of the file
 */
public record ImportPreview(String fileName, List<Line> lines, List<RefusedLine> refused) {

    /** What a line does. */
    public enum Effect {
        /** Nothing was known of it. */
        ENTERS,
        /** Something else was known. */
        CHANGES,
        /** Exactly this is known. */
        KEEPS
    }

    /**
     * A line that can be taken.
     *
     * @param number in the file, from 1
     * @param about the entry's name in Kazakh and Russian, or medicine and pharmacy by their ids
     */
    public record Line(long number, String id, String about, Effect effect) {}

    /**
     * A line that is not taken.
     *
     * @param number in the file, from 1
     */
    public record RefusedLine(long number, Refusal reason) {}

    /** Copies. */
    public ImportPreview {
        lines = List.copyOf(lines);
        refused = List.copyOf(refused);
    }

    /** How many lines would have this effect. */
    public long count(Effect effect) {
        return lines.stream().filter(line -> line.effect() == effect).count();
    }

    /** How many lines would change the directory. */
    public long changes() {
        return lines.size() - count(Effect.KEEPS);
    }
}
