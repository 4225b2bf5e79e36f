package kz.ikomek.intake.imports;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A file with a line of headings, read line by line, so that it may be larger than the memory. Bytes that are no text in
 * its encoding become {@link #UNREADABLE}.
 */
final class SourceFile implements Closeable {

    /** Stands for what could not be read. */
    static final char UNREADABLE = '\uFFFD';

    private final CSVParser parser;
    private final Iterator<CSVRecord> rows;
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<String> headings = new ArrayList<>();
    private final List<String> twice = new ArrayList<>();
    private long endOfLast;
    private OptionalLong broken = OptionalLong.empty();

    private SourceFile(CSVParser parser) {
        this.parser = parser;
        this.rows = parser.iterator();
        Line first = read();
        if (first != null) {
            headings.addAll(first.values());
            headings.set(0, headings.get(0).replace("\uFEFF", ""));
            for (int i = 0; i < headings.size(); i++) {
                if (columns.putIfAbsent(headings.get(i), i) != null) {
                    twice.add(headings.get(i));
                }
            }
        }
    }

    /**
     * A line.
     *
     * @param number of its first line in the file, from 1
     * @param values without blanks around them
     */
    record Line(long number, List<String> values) {}

    /**
     * Opens it and reads the headings.
     *
     * @throws IOException when it cannot be read
     */
    static SourceFile open(Path file, Charset encoding, char separator) throws IOException {
        var decoder = encoding.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith(String.valueOf(UNREADABLE));
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setTrim(true)
                .setIgnoreEmptyLines(false)
                .get();
        return new SourceFile(CSVParser.parse(new InputStreamReader(Files.newInputStream(file), decoder), format));
    }

    /** The headings in their order; none when the file is empty. */
    List<String> headings() {
        return Collections.unmodifiableList(headings);
    }

    /** Headings that stand there more than once. */
    List<String> twice() {
        return Collections.unmodifiableList(twice);
    }

    /** What stands under a heading. */
    String value(Line line, String heading) {
        Integer place = columns.get(heading);
        return place == null || place >= line.values().size()
                ? ""
                : line.values().get(place);
    }

    /** The next lines, without empty ones; none at the end, or where it cannot be read on. */
    List<Line> next(int most) {
        List<Line> lines = new ArrayList<>();
        while (lines.size() < most) {
            Line line = read();
            if (line == null) {
                break;
            }
            if (!(line.values().size() == 1 && line.values().get(0).isEmpty())) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** Number of the line from which nothing can be told apart, because a quotation mark is missing; empty when none is. */
    OptionalLong broken() {
        return broken;
    }

    private @Nullable Line read() {
        try {
            if (broken.isPresent() || !rows.hasNext()) {
                return null;
            }
            CSVRecord row = rows.next();
            long number = endOfLast + 1;
            endOfLast = Math.max(parser.getCurrentLineNumber(), number);
            return new Line(number, row.toList());
        } catch (UncheckedIOException | IllegalStateException e) {
            broken = OptionalLong.of(endOfLast + 1);
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
