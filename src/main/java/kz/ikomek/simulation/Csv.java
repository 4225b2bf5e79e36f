package kz.ikomek.simulation;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.springframework.core.io.ClassPathResource;

/** The tables that the month is played from. */
final class Csv {

    private static final CSVFormat WITH_HEADER =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private Csv() {}

    static List<CSVRecord> read(String name) {
        try (var in = new ClassPathResource("simulation/" + name).getInputStream();
                var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return WITH_HEADER.parse(reader).getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
