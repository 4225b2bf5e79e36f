package kz.ikomek.shared;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table that people upload as comma-separated values with a line of headings. Semicolons may stand for the commas, as
 * office programs write them here.
 *
 * @param columns places by heading, in small letters; none when the file is empty
 * @param lines in their order, without empty ones
 * @param broken number of the line with a quotation mark that is never closed: what follows cannot be told apart, so reading
 *     ended there; empty when there is none
 */
public record UploadedTable(Map<String, Integer> columns, List<Line> lines, OptionalLong broken) {

    /** Copies the columns and lines. */
    public UploadedTable {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        lines = List.copyOf(lines);
    }

    /**
     * A line.
     *
     * @param number of its first line in the file, from 1
     */
    public record Line(long number, CSVRecord values) {

        /** What stands under a heading; empty where there is none of it. */
        public String value(Map<String, Integer> columns, String heading) {
            Integer index = columns.get(heading);
            return index == null ? "" : values.get(index);
        }
    }

    /**
     * The text of an uploaded file, without the mark of the byte order before it.
     *
     * @param refusal code for a file that is no text in UTF-8
     * @throws Refusal of that code, naming the field {@code file}
     */
    public static String text(byte[] content, String refusal) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            if (text.indexOf('\0') < 0) {
                return text.startsWith("\uFEFF") ? text.substring(1) : text;
            }
        } catch (CharacterCodingException e) {
            throw new Refusal(refusal, "file");
        }
        throw new Refusal(refusal, "file");
    }

    /** Reads all that can be told apart. */
    public static UploadedTable of(String text) {
        String firstLine = text.lines().findFirst().orElse("");
        char delimiter = firstLine.indexOf(';') >= 0 && firstLine.indexOf(',') < 0 ? ';' : ',';
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setTrim(true)
                .setIgnoreEmptyLines(false)
                .get();
        Map<String, Integer> columns = new LinkedHashMap<>();
        List<Line> lines = new ArrayList<>();
        long endOfLast = 0;
        try (var parser = CSVParser.parse(new StringReader(text), format)) {
            Iterator<CSVRecord> rows = parser.iterator();
            while (hasNext(rows)) {
                CSVRecord row = rows.next();
                long number = endOfLast + 1;
                endOfLast = Math.max(parser.getCurrentLineNumber(), number);
                if (number == 1) {
                    for (int i = 0; i < row.size(); i++) {
                        columns.putIfAbsent(row.get(i).toLowerCase(Locale.ROOT), i);
                    }
                } else if (!(row.size() == 1 && row.get(0).isEmpty())) {
                    lines.add(new Line(number, row));
                }
            }
        } catch (QuoteLeftOpen e) {
            return new UploadedTable(columns, lines, OptionalLong.of(endOfLast + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new UploadedTable(columns, lines, OptionalLong.empty());
    }

    private static boolean hasNext(Iterator<CSVRecord> rows) throws QuoteLeftOpen {
        try {
            return rows.hasNext();
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new QuoteLeftOpen(e);
        }
    }

    private static final class QuoteLeftOpen extends Exception {

        private static final long serialVersionUID = 1;

        QuoteLeftOpen(RuntimeException cause) {
            super(cause);
        }
    }
}
