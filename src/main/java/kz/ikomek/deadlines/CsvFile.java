package kz.ikomek.deadlines;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kz.ikomek.shared.Refusal;
import kz.ikomek.shared.UploadedTable;

/**
 * A file of comma-separated values with the columns of the shipped one: date, kind, closes, name_kk, name_ru, name_en,
 * source. Date, kind and one name are enough. Semicolons may stand for the commas, as office programs write them here.
 */
final class CsvFile {

    private static final List<String> NAMES = List.of("name_kk", "name_ru", "name_en");

    private final ImportedLines lines;

    CsvFile(ImportedLines lines) {
        this.lines = lines;
    }

    void read(String text) {
        var table = UploadedTable.of(text);
        Map<String, Integer> columns = table.columns();
        if (!columns.containsKey("date")
                || !columns.containsKey("kind")
                || NAMES.stream().noneMatch(columns::containsKey)) {
            throw new Refusal("calendar.file.columns", "file");
        }
        table.lines().forEach(line -> lines.attempt(line.number(), () -> row(line, columns)));
        table.broken().ifPresent(number -> lines.refuse(number, new Refusal("calendar.file.quotes", "file")));
    }

    private void row(UploadedTable.Line line, Map<String, Integer> columns) {
        if (line.values().size() != columns.size()) {
            throw new Refusal(
                    "calendar.file.values", null, columns.size(), line.values().size());
        }
        var input = new DayInput(
                line.value(columns, "date"),
                line.value(columns, "kind"),
                line.value(columns, "closes"),
                line.value(columns, "name_kk"),
                line.value(columns, "name_ru"),
                line.value(columns, "name_en"),
                line.value(columns, "source"));
        EnteredDay entered = input.read();
        if (columns.keySet().containsAll(NAMES)) {
            lines.take(line.number(), entered);
            return;
        }
        CalendarDay day = entered.day();
        String name = Stream.of(day.name().kk(), day.name().ru(), day.name().en())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        lines.take(line.number(), day.date(), day.kind(), day.closes(), name, entered.source());
    }
}
