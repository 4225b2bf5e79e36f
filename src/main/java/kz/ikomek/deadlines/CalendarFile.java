package kz.ikomek.deadlines;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import kz.ikomek.shared.LocalizedText;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The days that the product ships, 2025 to 2027: public holidays, moved days off and worked weekends of Kazakhstan. */
final class CalendarFile {

    private static final CSVFormat CSV =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

    private CalendarFile() {}

    static List<CalendarDay> shipped() {
        return shippedWithSources().stream().map(EnteredDay::day).toList();
    }

    static List<EnteredDay> shippedWithSources() {
        var stream = Objects.requireNonNull(
                CalendarFile.class.getClassLoader().getResourceAsStream("deadlines/working-calendar.csv"));
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
                var parser = CSV.parse(reader)) {
            return parser.stream()
                    .map(row -> new EnteredDay(day(row), row.get("source")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CalendarDay day(CSVRecord row) {
        String closes = row.get("closes");
        return new CalendarDay(
                LocalDate.parse(row.get("date")),
                CalendarDay.Kind.valueOf(
                        row.get("kind").toUpperCase(Locale.ROOT).replace('-', '_')),
                closes.isEmpty() ? null : LocalTime.parse(closes),
                new LocalizedText(row.get("name_kk"), row.get("name_ru"), row.get("name_en")));
    }
}
