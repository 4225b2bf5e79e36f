package kz.ikomek.intake.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import kz.ikomek.privacy.PersonReport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.stereotype.Component;

/** The report on a person as a file. */
@Component
class ReportFiles {

    /** Excel takes a file for UTF-8 only if it begins so. */
    private static final String UTF_8_MARK = "\uFEFF";

    /** What a spreadsheet would take for a formula. */
    private static final String FORMULA = "(?s)[=+\\-@\\t\\r].*";

    private final ObjectMapper json;

    ReportFiles(ObjectMapper json) {
        this.json = json;
    }

    byte[] json(PersonReport.Report report) {
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(report);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line a value: table, row, column, value. */
    byte[] csv(PersonReport.Report report) {
        var text = new StringBuilder(UTF_8_MARK);
        try (var csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
            csv.printRecord("table", "row", "column", "value");
            for (PersonReport.Rows table : report.tables()) {
                int row = 0;
                for (Map<String, Object> values : table.rows()) {
                    row++;
                    for (Map.Entry<String, Object> value : values.entrySet()) {
                        csv.printRecord(table.table(), row, value.getKey(), plain(value.getValue()));
                    }
                }
            }
            for (String number : report.mentionedIn()) {
                csv.printRecord("mentioned", "", "number", number);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String plain(Object value) {
        String text = String.valueOf(value);
        return text.matches(FORMULA) ? "'" + text : text;
    }
}
