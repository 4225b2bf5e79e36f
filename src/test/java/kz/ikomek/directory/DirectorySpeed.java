package kz.ikomek.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import kz.ikomek.shared.Actor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Measures how long a search of the directory takes on the server; no part of the test run. Started by
 *
 * <pre>./mvnw test -Dtest=DirectorySpeed</pre>
 *
 * The product's search on a PostgreSQL with the product's settings, filled with {@link InventedCity}. A figure is the time
 * from the typed text to the complete hits, statements and ranking and all, of one person who searches alone.
 */
class DirectorySpeed {

    private static final int ENTRIES = Integer.getInteger("directory.entries", 100_000);
    private static final int QUERIES = Integer.getInteger("directory.queries", 2_000);
    private static final int WARM_UP = 300;
    private static final int LIMIT = 8;
    private static final double GOAL_MILLIS = 20;
    private static final int BATCH = 5_000;

    private static final String KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.234567890-=";
    private static final String LETTERS = "ёйцукенгшщзхъфывапролджэячсмитьбюәіңғ,.үұқөһ";
    private static final String ALPHABET = "абвгдежзийклмнопрстуфхцчшщыэюя";

    private final Random random = new Random(109);

    @TempDir
    Path folder;

    private interface Question {
        String about(EntryFacts facts);
    }

    @Test
    void ninetyNineOfAHundredSearchesTakeTwentyMillisecondsAtMost() throws Exception {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60));
        try (var postgres = builder.setServerConfig("shared_buffers", "256MB").start();
                var pool = new HikariDataSource()) {
            pool.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
            pool.setMaximumPoolSize(2);
            measure(pool);
        }
    }

    private void measure(HikariDataSource pool) throws Exception {
        try (var connection = pool.getConnection()) {
            for (String script : List.of("V010__catalog", "V011__catalog_retired", "V070__directory")) {
                ScriptUtils.executeSqlScript(connection, new ClassPathResource("db/migration/" + script + ".sql"));
            }
        }
        var jdbc = JdbcClient.create(pool);
        jdbc.sql(
                        "INSERT INTO catalog.agency (code, position, name_kk, name_ru, name_en) VALUES ('health', 1, '', '', '')")
                .update();
        var store = new EntryStore(jdbc, new NamedParameterJdbcTemplate(pool));
        var transactions = new TransactionTemplate(new DataSourceTransactionManager(pool));
        var search = new DirectorySearch(store, transactions);
        List<EntryFacts> entries = new InventedCity(109).entries(ENTRIES);
        for (int i = 0; i < entries.size(); i += BATCH) {
            List<EntryFacts> some = entries.subList(i, Math.min(i + BATCH, entries.size()));
            transactions.executeWithoutResult(
                    status -> store.insert(some, false, new EntryStore.Change(new Actor("bench"), Instant.EPOCH)));
        }
        jdbc.sql("VACUUM ANALYZE").update();
        System.out.printf(
                "%,d entries, %,d words, %,d searches of each kind%n",
                ENTRIES,
                jdbc.sql("SELECT count(*) FROM directory.word")
                        .query(Long.class)
                        .single(),
                QUERIES);

        Map<String, Question> kinds = kinds();
        kinds.values().forEach(kind -> times(search, entries, kind, WARM_UP));
        Map<String, Times> figures = new LinkedHashMap<>();
        kinds.forEach((name, kind) -> figures.put(name, times(search, entries, kind, QUERIES)));
        System.out.printf("%-36s %8s %8s %8s %8s%n", "ms", "p50", "p99", "max", "found");
        figures.forEach((name, times) -> System.out.printf(
                "%-36s %8.2f %8.2f %8.2f %7.1f%%%n", name, times.p50(), times.p99(), times.max(), times.found()));
        figures.forEach(
                (name, times) -> assertThat(times.p99()).as("ms, p99, " + name).isLessThanOrEqualTo(GOAL_MILLIS));
    }

    private Map<String, Question> kinds() {
        Map<String, Question> kinds = new LinkedHashMap<>();
        kinds.put("exact, the whole name", this::name);
        kinds.put("one word of the name", facts -> word(name(facts)));
        kinds.put("prefix, while it is typed", facts -> begun(name(facts)));
        kinds.put("two letters", facts -> word(name(facts)).substring(0, 2));
        kinds.put("address", facts -> facts.address().kk());
        kinds.put("phone, six digits", facts -> facts.phones().get(0).substring(9));
        kinds.put("typing error in one word", facts -> typo(word(name(facts))));
        kinds.put("typing error in the whole name", facts -> typo(name(facts)));
        kinds.put("wrong layout", facts -> onLatinKeys(name(facts)));
        kinds.put("wrong layout and a typing error", facts -> onLatinKeys(typo(name(facts))));
        kinds.put(
                "without the Kazakh marks",
                facts -> InventedCity.russian(facts.name().kk()));
        kinds.put("nothing is found", facts -> gibberish());
        return kinds;
    }

    /** @param found how many of a hundred searches brought the entry that was meant */
    private record Times(double p50, double p99, double max, double found) {}

    private Times times(DirectorySearch search, List<EntryFacts> entries, Question kind, int count) {
        double[] millis = new double[count];
        int found = 0;
        for (int i = 0; i < count; i++) {
            EntryFacts meant = entries.get(random.nextInt(entries.size()));
            String typed = kind.about(meant);
            long before = System.nanoTime();
            List<Hit> hits = search.find(typed, LIMIT);
            millis[i] = (System.nanoTime() - before) / 1e6;
            Function<Hit, String> name = hit -> hit.entry().facts().name().kk();
            if (hits.stream().map(name).anyMatch(meant.name().kk()::equals)) {
                found++;
            }
        }
        Arrays.sort(millis);
        return new Times(millis[count / 2], millis[(int) (count * 0.99)], millis[count - 1], 100.0 * found / count);
    }

    private String name(EntryFacts facts) {
        return random.nextBoolean() ? facts.name().kk() : facts.name().ru();
    }

    private String word(String text) {
        List<String> words =
                new ArrayList<>(List.of(text.replaceAll("[«»№]", "").split(" ")));
        words.removeIf(word -> word.length() < 4);
        return words.get(random.nextInt(words.size()));
    }

    private String begun(String text) {
        String plain = text.replaceAll("[«»№]", "");
        return plain.substring(0, 1 + random.nextInt(plain.length()));
    }

    private String typo(String text) {
        var typed = new StringBuilder(text);
        int at;
        do {
            at = random.nextInt(text.length() - 1);
        } while (!Character.isLetter(text.charAt(at)) || !Character.isLetter(text.charAt(at + 1)));
        char other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        switch (random.nextInt(4)) {
            case 0 -> typed.setCharAt(at, other);
            case 1 -> typed.deleteCharAt(at);
            case 2 -> typed.insert(at, other);
            default -> typed.deleteCharAt(at).insert(at + 1, text.charAt(at));
        }
        return typed.toString();
    }

    private static String onLatinKeys(String text) {
        var typed = new StringBuilder();
        text.toLowerCase().replaceAll("[«»№]", "").chars().forEach(letter -> {
            int key = LETTERS.indexOf(letter);
            typed.append(key < 0 ? (char) letter : KEYS.charAt(key));
        });
        return typed.toString();
    }

    private String gibberish() {
        var typed = new StringBuilder();
        int length = 6 + random.nextInt(9);
        for (int i = 0; i < length; i++) {
            typed.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return typed.toString();
    }
}
