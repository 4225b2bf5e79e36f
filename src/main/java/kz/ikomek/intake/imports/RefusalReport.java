package kz.ikomek.intake.imports;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The file that tells which lines were not imported and why. It quotes no name, no phone and nothing that was said. */
final class RefusalReport implements Closeable {

    /** What a spreadsheet would take for a formula. */
    private static final String FORMULA = "(?s)[=+\\-@\\t\\r].*";

    private static final int LONGEST_ID = 100;

    private final CSVPrinter csv;

    /**
     * Begins it anew.
     *
     * @throws IOException when it cannot be written
     */
    RefusalReport(Path file) throws IOException {
        csv = new CSVPrinter(Files.newBufferedWriter(file), CSVFormat.RFC4180);
        csv.printRecord("line", "id", "field", "reason");
        csv.flush();
    }

    void refused(long line, String id, LineRefused why) throws IOException {
        csv.printRecord(line, plain(id), why.field(), why.inFull());
    }

    void flush() throws IOException {
        csv.flush();
    }

    @Override
    public void close() throws IOException {
        csv.close(true);
    }

    private static String plain(String text) {
        String start = text.substring(0, Math.min(LONGEST_ID, text.length()));
        return start.matches(FORMULA) ? "'" + start : start;
    }
}
