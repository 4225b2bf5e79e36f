package kz.ikomek.catalog;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Enters the catalogue that the product ships where it is not yet entered. Never changes or deletes what is there. Runs
 * when the context is built, before the models are deployed, because the forms take their options from the catalogue.
 */
@Component
class CatalogSeed implements InitializingBean {

    private static final CSVFormat CSV =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final TransactionTemplate transactions;
    private final boolean demo;

    CatalogSeed(
            JdbcClient jdbc,
            JdbcTemplate batch,
            TransactionTemplate transactions,
            @Value("${ikomek.demo:false}") boolean demo) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.transactions = transactions;
        this.demo = demo;
    }

    @Override
    public void afterPropertiesSet() {
        transactions.executeWithoutResult(status -> {
            districts();
            agencies();
            categories();
            synonyms();
            if (demo) {
                demoContacts();
            }
        });
    }

    private void districts() {
        for (CSVRecord row : read("catalog/districts.csv")) {
            jdbc.sql("INSERT INTO catalog.district (code, position, name_kk, name_ru, name_en)"
                            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                    .params(row.get("code"), row.getRecordNumber(), row.get("name_kk"), row.get("name_ru"))
                    .param(row.get("name_en"))
                    .update();
        }
    }

    private void agencies() {
        for (CSVRecord row : read("catalog/agencies.csv")) {
            jdbc.sql("INSERT INTO catalog.agency (code, position, name_kk, name_ru, name_en)"
                            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                    .params(row.get("code"), row.getRecordNumber(), row.get("name_kk"), row.get("name_ru"))
                    .param(row.get("name_en"))
                    .update();
        }
    }

    private void synonyms() {
        List<Object[]> words = read("catalog/synonyms.csv").stream()
                .map(row -> new Object[] {row.get("category"), row.get("language"), row.get("word")})
                .toList();
        batch.batchUpdate(
                "INSERT INTO catalog.synonym (category, language, word) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                words);
    }

    private void categories() {
        for (CSVRecord row : read("catalog/categories.csv")) {
            String agency = row.get("agency");
            jdbc.sql("INSERT INTO catalog.category"
                            + " (code, position, name_kk, name_ru, name_en, agency_rule, kind, dangerous)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                    .params(row.get("code"), row.getRecordNumber(), row.get("name_kk"), row.get("name_ru"))
                    .params(row.get("name_en"), agency.isEmpty() ? null : agency, row.get("kind"))
                    .param(Boolean.parseBoolean(row.get("dangerous")))
                    .update();
        }
    }

    private void demoContacts() {
        jdbc.sql("""
                INSERT INTO catalog.contact (role, agency, name, email, language)
                SELECT role, NULL, name, email, language
                  FROM (VALUES ('SHIFT_SUPERVISOR', 'Ауысым жетекшісі', 'shift@ikomek.example', 'kk'),
                               ('CENTRE_HEAD', 'Орталық басшысы', 'head@ikomek.example', 'kk'),
                               ('DEPUTY_AKIM', 'Заместитель акима', 'deputy-akim@ikomek.example', 'ru'),
                               ('AKIM_OFFICE', 'Әкім аппараты', 'akim@ikomek.example', 'kk'))
                       AS city (role, name, email, language)
                UNION ALL
                SELECT 'AGENCY_DUTY', code, name_ru, 'duty@' || code || '.example', 'ru' FROM catalog.agency
                UNION ALL
                SELECT 'AGENCY_HEAD', code, name_kk, 'head@' || code || '.example', 'kk' FROM catalog.agency
                ON CONFLICT DO NOTHING
                """).update();
    }

    private static List<CSVRecord> read(String resource) {
        var stream = Objects.requireNonNull(CatalogSeed.class.getClassLoader().getResourceAsStream(resource), resource);
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
                var parser = CSV.parse(reader)) {
            return parser.getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
