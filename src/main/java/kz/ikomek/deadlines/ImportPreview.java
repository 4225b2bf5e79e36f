package kz.ikomek.deadlines;

import java.util.List;
import kz.ikomek.shared.Refusal;

/**
 * What a file would bring into a draft, and what of it is refused.
 *
 * @param lines in the order of their dates
 * @param refused in the order of the file
 */
public record ImportPreview(String fileName, List<Line> lines, List<RefusedLine> refused) {

    /** What a line does to the draft. */
    public enum Effect {
        /** The date was an ordinary day. */
        ENTERS,
        /** The date has another entry. */
        REPLACES,
        /** The draft has exactly this. */
        KEEPS
    }

    /**
     * A line that can be taken.
     *
     * @param number in the file, from 1; of an event in a calendar file the line where it begins
     * @param oneNameForAll whether the file names the day in one language only and nothing is known of the others
     */
    public record Line(long number, EnteredDay entered, Effect effect, boolean oneNameForAll) {}

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

    /** How many lines would change the draft. */
    public long changes() {
        return lines.stream().filter(line -> line.effect() != Effect.KEEPS).count();
    }
}
