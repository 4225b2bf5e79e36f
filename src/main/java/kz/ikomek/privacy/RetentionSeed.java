package kz.ikomek.privacy;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Enters how long personal data is kept, where nothing is entered. Several nodes may start at once. */
@Component
class RetentionSeed implements InitializingBean {

    private static final String FILE = "privacy/retention.csv";
    private static final CSVFormat CSV =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

    private final Retention retention;
    private final TransactionTemplate transactions;

    RetentionSeed(Retention retention, TransactionTemplate transactions) {
        this.retention = retention;
        this.transactions = transactions;
    }

    @Override
    public void afterPropertiesSet() {
        var stream = Objects.requireNonNull(RetentionSeed.class.getClassLoader().getResourceAsStream(FILE), FILE);
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
                var parser = CSVParser.parse(reader, CSV)) {
            transactions.executeWithoutResult(status ->
                    parser.forEach(line -> retention.ship(line.get("scope"), Integer.parseInt(line.get("months")))));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }
}
