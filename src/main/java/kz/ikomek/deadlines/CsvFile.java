package kz.ikomek.deadlines;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import kz.ikomek.shared.Refusal;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A file of comma-separated values with the columns of the shipped one: date, kind, closes, name_kk, name_ru, name_en,
 * source. Date, kind and one name are enough. Semicolons may stand for the commas, as office programs write them here.
 */
final class CsvFile {

    private static final List<String> NAMES = List.of("name_kk", "name_ru", "name_en");

    private final ImportedLines lines;
    private long endOfLast;

    CsvFile(ImportedLines lines) {
        this.lines = lines;
    }

    void read(String text) {
        String firstLine = text.lines().findFirst().orElse("");
        char delimiter = firstLine.indexOf(';') >= 0 && firstLine.indexOf(',') < 0 ? ';' : ',';
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setTrim(true)
                .setIgnoreEmptyLines(false)
                .get();
        try (var parser = CSVParser.parse(new StringReader(text), format)) {
            Iterator<CSVRecord> rows = parser.iterator();
            Map<String, Integer> columns = columns(next(rows) ? rows.next() : null);
            endOfLast = parser.getCurrentLineNumber();
            while (next(rows)) {
                CSVRecord row = rows.next();
                long number = endOfLast + 1;
                endOfLast = Math.max(parser.getCurrentLineNumber(), number);
                if (!(row.size() == 1 && row.get(0).isEmpty())) {
                    lines.attempt(number, () -> row(number, row, columns));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What follows a broken quotation mark cannot be told apart, so reading ends there. */
    private boolean next(Iterator<CSVRecord> rows) {
        try {
            return rows.hasNext();
        } catch (UncheckedIOException | IllegalStateException e) {
            lines.refuse(endOfLast + 1, new Refusal("calendar.file.quotes", "file"));
            return false;
        }
    }

    private static Map<String, Integer> columns(@Nullable CSVRecord header) {
        Map<String, Integer> columns = new TreeMap<>();
        if (header != null) {
            for (int i = 0; i < header.size(); i++) {
                columns.putIfAbsent(header.get(i).toLowerCase(Locale.ROOT), i);
            }
        }
        if (!columns.containsKey("date")
                || !columns.containsKey("kind")
                || NAMES.stream().noneMatch(columns::containsKey)) {
            throw new Refusal("calendar.file.columns", "file");
        }
        return columns;
    }

    private void row(long number, CSVRecord row, Map<String, Integer> columns) {
        if (row.size() != columns.size()) {
            throw new Refusal("calendar.file.values", null, columns.size(), row.size());
        }
        var input = new DayInput(
                value(row, columns, "date"),
                value(row, columns, "kind"),
                value(row, columns, "closes"),
                value(row, columns, "name_kk"),
                value(row, columns, "name_ru"),
                value(row, columns, "name_en"),
                value(row, columns, "source"));
        EnteredDay entered = input.read();
        if (columns.keySet().containsAll(NAMES)) {
            lines.take(number, entered);
            return;
        }
        CalendarDay day = entered.day();
        String name = Stream.of(day.name().kk(), day.name().ru(), day.name().en())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        lines.take(number, day.date(), day.kind(), day.closes(), name, entered.source());
    }

    private static String value(CSVRecord row, Map<String, Integer> columns, String column) {
        Integer index = columns.get(column);
        return index == null ? "" : row.get(index);
    }
}
