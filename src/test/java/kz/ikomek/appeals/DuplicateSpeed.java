package kz.ikomek.appeals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.testing.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long the server takes to find likely duplicates among 1 000 000 appeals of 200 days; no part of the test run. Started
 * by
 *
 * <pre>./mvnw test -Dtest=DuplicateSpeed</pre>
 *
 * Setting: {@code -Dbench.appeals}. The goal is a p99 of 20 ms.
 */
@IntegrationTest
class DuplicateSpeed {

    private static final int APPEALS = Integer.getInteger("bench.appeals", 1_000_000);
    private static final int ASKED = 1_000;
    private static final String[] STREETS = {
        "Тәуке хан даңғылы", "Байтұрсынов көшесі", "Қонаев даңғылы", "Абай даңғылы", "ул. Гагарина", "пр. Республики",
        "Төле би көшесі", "мкр. Нурсат", "Әл-Фараби көшесі", "ул. Рыскулова", "Жібек жолы даңғылы", "мкр. Северо-Восток"
    };
    private static final String[] WORDS = {
        "үйде",
        "екі",
        "күннен",
        "бері",
        "су",
        "жоқ",
        "құбыр",
        "жарылған",
        "нет",
        "воды",
        "второй",
        "день",
        "прорвало",
        "трубу",
        "во",
        "дворе",
        "подъезде",
        "кіреберісте",
        "жарық",
        "өшіп",
        "қалды",
        "свет",
        "отключили",
        "мусор",
        "қоқыс"
    };

    @Autowired
    LikelyDuplicates duplicates;

    @Autowired
    JdbcClient jdbc;

    private final Random random = new Random(109);

    @Test
    void amongAMillionAppeals() {
        fill();
        measure("caller", i -> new LikelyDuplicates.Typed(phone(), null, null, null, null));
        measure("address", i -> new LikelyDuplicates.Typed(null, category(), district(), address(), null));
        measure("words", i -> new LikelyDuplicates.Typed(null, category(), district(), null, words()));
        measure("all", i -> new LikelyDuplicates.Typed(phone(), category(), district(), address(), words()));
        measure("all, no district", i -> new LikelyDuplicates.Typed(phone(), category(), null, address(), words()));
    }

    private void measure(String what, IntFunction<LikelyDuplicates.Typed> typed) {
        double[] millis = new double[ASKED];
        int found = 0;
        for (int i = -50; i < ASKED; i++) {
            var asked = typed.apply(i);
            long began = System.nanoTime();
            int hits = duplicates.of(asked, 5).size();
            if (i >= 0) {
                millis[i] = (System.nanoTime() - began) / 1e6;
                found += hits;
            }
        }
        Arrays.sort(millis);
        assertThat(found).as(what).isPositive();
        System.out.printf(
                "bench: %s: p50 %.1f, p99 %.1f, max %.1f ms; %.1f found%n",
                what, millis[ASKED / 2], millis[ASKED * 99 / 100], millis[ASKED - 1], (double) found / ASKED);
    }

    /** Of the bulk, three of four are enquiries; the rest spreads over the categories as in the first month, unevenly. */
    private void fill() {
        List<String> categories = jdbc.sql(
                        "SELECT code FROM catalog.category WHERE kind <> 'REFERENCE' ORDER BY position")
                .query(String.class)
                .list();
        List<String> weighted = new ArrayList<>(categories);
        for (int i = 0; i < 20; i++) {
            weighted.add(i % 2 == 0 ? "water" : "electricity");
        }
        jdbc.sql("""
                INSERT INTO appeals.appeal (number, state, outcome, kind, category, district, address, words, phone,
                    language, channel, danger, registered_at, registered_by, counted_from, norm_iso, norm_calendar,
                    norm_reason, norm_row, norm_version, warning_percent, ladder, limit_registering, limit_inspecting,
                    limit_accepting, limit_calling, calendar_version, norm_millis, base_due, due_at, statutory_due,
                    statutory_millis, forward_due, closed_at)
                SELECT number, 'CLOSED', 'ANSWERED', CASE WHEN i % 4 = 0 THEN 'STANDARD' ELSE 'REFERENCE' END,
                       CASE WHEN i % 4 = 0 THEN (:categories)[1 + floor(random() * cardinality(:categories))::int]
                            ELSE 'reference' END,
                       (:districts)[1 + floor(random() * cardinality(:districts))::int],
                       (:streets)[1 + floor(random() * cardinality(:streets))::int] || ', '
                           || floor(random() * 200)::int,
                       (SELECT string_agg((:words)[1 + floor(random() * cardinality(:words))::int], ' ')
                          FROM generate_series(1, 12) WHERE i > 0),
                       '+7701' || lpad(floor(random() * 300000)::int::text, 7, '0'),
                       'kk', 'PHONE', false, at, 'operator', at, 'PT4H', 'ROUND_THE_CLOCK',
                       '', 0, 0, 75, 'standard', 'PT5M', 'PT30M', 'PT30M', 'PT4H', 1, 14400000, at, at, at, 1, at, at
                  FROM (SELECT number, i, now() - random() * interval '200 days' AS at
                          FROM unnest(:numbers) WITH ORDINALITY AS n (number, i)) AS s
                """)
                .param("categories", weighted.toArray(String[]::new))
                .param(
                        "districts",
                        jdbc.sql("SELECT code FROM catalog.district")
                                .query(String.class)
                                .list()
                                .toArray(String[]::new))
                .param("streets", STREETS)
                .param("words", WORDS)
                .param(
                        "numbers",
                        IntStream.range(0, APPEALS)
                                .mapToObj(i ->
                                        AppealNumber.ofSequence(5_000_000 + i).value())
                                .toArray(String[]::new))
                .update();
        jdbc.sql("ANALYZE appeals.appeal").update();
    }

    private String phone() {
        return "+7701%07d".formatted(random.nextInt(300_000));
    }

    /** The commonest, which is the hardest. */
    private static CategoryCode category() {
        return new CategoryCode("water");
    }

    private static DistrictCode district() {
        return new DistrictCode("abai");
    }

    private String address() {
        return STREETS[random.nextInt(STREETS.length)] + " " + random.nextInt(200);
    }

    private String words() {
        var words = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            words.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        return words.toString().strip();
    }
}
