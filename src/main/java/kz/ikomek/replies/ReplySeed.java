package kz.ikomek.replies;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Enters the replies that the product ships where they were never entered. Several nodes may start at once. */
@Component
@DependsOn("catalogSeed")
class ReplySeed implements InitializingBean {

    private static final String FILE = "replies/replies.csv";
    private static final CSVFormat CSV =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

    private final EditReplies edit;
    private final TransactionTemplate transactions;

    ReplySeed(EditReplies edit, TransactionTemplate transactions) {
        this.edit = edit;
        this.transactions = transactions;
    }

    @Override
    public void afterPropertiesSet() {
        var stream = Objects.requireNonNull(ReplySeed.class.getClassLoader().getResourceAsStream(FILE), FILE);
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
                var parser = CSV.parse(reader)) {
            transactions.executeWithoutResult(status -> parser.forEach(this::ship));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }

    private void ship(CSVRecord row) {
        edit.ship(
                row.get("seed"),
                new TypedReply(
                        row.get("use"),
                        row.get("category"),
                        row.get("title_kk"),
                        row.get("title_ru"),
                        row.get("text_kk"),
                        row.get("text_ru")));
    }
}
