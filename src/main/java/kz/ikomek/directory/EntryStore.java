package kz.ikomek.directory;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.SearchText;
import kz.ikomek.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The directory in the database. */
@Component
class EntryStore {

    /**
     * Candidates for the first places: names that begin with what was typed, and entries with all words. The last word may
     * be unfinished where few entries have it whole; all may be where that finds nothing. Looking for unfinished words costs
     * most, and what is not asked for is not run.
     */
    static final String HAVING = """
            WITH whole AS MATERIALIZED (
                SELECT id, folded_kk, folded_ru, folded FROM directory.entry
                 WHERE NOT closed AND words @@ CAST(:whole AS tsquery) LIMIT :most),
            last_begun AS MATERIALIZED (
                SELECT id, folded_kk, folded_ru, folded FROM directory.entry
                 WHERE NOT closed AND words @@ CAST(:lastBegun AS tsquery)
                   AND (SELECT count(*) FROM whole) < :enough LIMIT :most)
            SELECT named.id, named.folded_kk, named.folded_ru, named.folded FROM unnest(CAST(:phrases AS text[])) AS typed (phrase), LATERAL (
                (SELECT id, folded_kk, folded_ru, folded FROM directory.entry
                  WHERE NOT closed AND folded_kk >= phrase AND folded_kk < phrase || '~'
                  ORDER BY folded_kk LIMIT :few)
                UNION ALL
                (SELECT id, folded_kk, folded_ru, folded FROM directory.entry
                  WHERE NOT closed AND folded_ru >= phrase AND folded_ru < phrase || '~'
                  ORDER BY folded_ru LIMIT :few)) AS named
            UNION ALL
            SELECT id, folded_kk, folded_ru, folded FROM whole
            UNION ALL
            SELECT id, folded_kk, folded_ru, folded FROM last_begun
            UNION ALL
            (SELECT id, folded_kk, folded_ru, folded FROM directory.entry
              WHERE NOT closed AND words @@ CAST(:begun AS tsquery)
                AND (SELECT count(*) FROM whole) + (SELECT count(*) FROM last_begun) = 0 LIMIT :most)
            """;

    /** The words of the directory that look like the typed ones. */
    static final String SIMILAR = """
            SELECT typed.word AS typed, near.word FROM unnest(CAST(:words AS text[])) AS typed (word), LATERAL (
                SELECT word FROM directory.word
                 WHERE word % typed.word ORDER BY similarity(word, typed.word) DESC, word LIMIT :few) AS near
            """;

    /** A swap in a word of six letters leaves a little more than a quarter of its trigrams in common. */
    static final String THRESHOLD = "SELECT set_config('pg_trgm.similarity_threshold', '0.25', true)";

    private static final int MOST = 150;
    private static final int FEW = 30;
    private static final int ENOUGH = 20;
    private static final int MOST_PHARMACIES = 10;

    private static final String COLUMNS = """
            SELECT e.id, e.external_id, e.version, e.kind, e.name_kk, e.name_ru, e.name_en, e.address_kk, e.address_ru,
                   e.phones, e.hours, e.note_kk, e.note_ru, e.keywords, e.owner_agency, e.owner_group, e.checked_on,
                   e.closed, e.demo
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batch;

    EntryStore(JdbcClient jdbc, NamedParameterJdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /** Who changed entries, and when. */
    record Change(Actor actor, Instant at) {}

    /** Entries that have all words of a reading, whole or begun. */
    List<Ranking.Candidate> having(List<List<String>> readings) {
        Map<Long, Ranking.Candidate> candidates = new LinkedHashMap<>();
        jdbc
                .sql(HAVING)
                .param("whole", Terms.whole(readings))
                .param("lastBegun", Terms.lastBegun(readings))
                .param("begun", Terms.begun(readings))
                .param(
                        "phrases",
                        readings.stream().map(words -> String.join(" ", words)).toArray(String[]::new))
                .param("enough", ENOUGH)
                .param("most", MOST)
                .param("few", FEW)
                .query(EntryStore::candidate)
                .stream()
                .forEach(candidate -> candidates.putIfAbsent(candidate.id(), candidate));
        return List.copyOf(candidates.values());
    }

    /** Entries that have for each word of a reading the word itself, the last one begun, or one that may have been meant. */
    List<Ranking.Candidate> having(List<List<String>> readings, Map<String, Map<String, Integer>> corrections) {
        return jdbc.sql("SELECT id, folded_kk, folded_ru, folded FROM directory.entry"
                        + " WHERE NOT closed AND words @@ CAST(:query AS tsquery) LIMIT :most")
                .param("query", Terms.corrected(readings, corrections))
                .param("most", MOST)
                .query(EntryStore::candidate)
                .list();
    }

    /** For each typed word the most similar words of the directory. */
    Map<String, List<String>> similar(List<String> typed) {
        if (typed.isEmpty()) {
            return Map.of();
        }
        jdbc.sql(THRESHOLD).query(String.class).single();
        Map<String, List<String>> similar = new LinkedHashMap<>();
        jdbc.sql(SIMILAR)
                .param("words", typed.toArray(String[]::new))
                .param("few", FEW)
                .query(row -> {
                    similar.computeIfAbsent(row.getString("typed"), word -> new ArrayList<>())
                            .add(row.getString("word"));
                });
        return similar;
    }

    Optional<Entry> find(long id) {
        return find(List.of(id)).stream().findFirst();
    }

    /** The entries of these ids, in no order. */
    List<Entry> find(Collection<Long> ids) {
        return jdbc.sql(COLUMNS + " FROM directory.entry e WHERE e.id = ANY (:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .query(EntryStore::entry)
                .list();
    }

    /** The entries of these external ids, by them. */
    Map<String, Entry> findByExternalId(Collection<String> ids) {
        return jdbc
                .sql(COLUMNS + " FROM directory.entry e WHERE e.external_id = ANY (:ids)")
                .param("ids", ids.toArray(String[]::new))
                .query(EntryStore::entry)
                .stream()
                .collect(Collectors.toMap(entry -> entry.facts().externalId(), entry -> entry));
    }

    /** For each medicine the pharmacies that have it, the cheapest first. */
    Map<Long, List<Stock>> stock(Collection<Long> medicines) {
        Map<Long, List<Stock>> stock = new HashMap<>();
        jdbc.sql(COLUMNS + """
                , s.medicine, s.price, s.as_of
                  FROM unnest(CAST(:medicines AS bigint[])) AS asked (medicine), LATERAL (
                       SELECT medicine, pharmacy, price, as_of FROM directory.stock s WHERE s.medicine = asked.medicine
                        ORDER BY price, pharmacy LIMIT :most) s
                  JOIN directory.entry e ON e.id = s.pharmacy
                 WHERE NOT e.closed
                 ORDER BY s.medicine, s.price, e.id
                """)
                .param("medicines", medicines.toArray(Long[]::new))
                .param("most", MOST_PHARMACIES)
                .query(row -> {
                    stock.computeIfAbsent(row.getLong("medicine"), medicine -> new ArrayList<>())
                            .add(new Stock(
                                    entry(row, 0), row.getInt("price"), row.getObject("as_of", LocalDate.class)));
                });
        return stock;
    }

    /** Enters new entries. */
    void insert(List<EntryFacts> entries, boolean demo, Change change) {
        words(entries);
        batch.batchUpdate(
                """
                INSERT INTO directory.entry (external_id, kind, name_kk, name_ru, name_en, address_kk, address_ru, phones,
                    hours, note_kk, note_ru, keywords, owner_agency, owner_group, checked_on, closed, demo, changed_by,
                    changed_at, folded_kk, folded_ru, folded)
                VALUES (:externalId, :kind, :nameKk, :nameRu, :nameEn, :addressKk, :addressRu, :phones, :hours, :noteKk,
                    :noteRu, :keywords, :agency, :group, :checkedOn, :closed, :demo, :actor, :at, :foldedKk, :foldedRu,
                    :folded)
                """,
                entries.stream()
                        .map(facts -> values(facts, change).addValue("demo", demo))
                        .toArray(SqlParameterSource[]::new));
    }

    /**
     * Changes entries that still have the version; an invented one that somebody corrects is no longer invented.
     *
     * @return for each whether it was changed
     */
    boolean[] update(List<Entry> entries, Change change) {
        words(entries.stream().map(Entry::facts).toList());
        int[] rows = batch.batchUpdate(
                """
                UPDATE directory.entry SET version = version + 1, kind = :kind, name_kk = :nameKk, name_ru = :nameRu,
                    name_en = :nameEn, address_kk = :addressKk, address_ru = :addressRu, phones = :phones, hours = :hours,
                    note_kk = :noteKk, note_ru = :noteRu, keywords = :keywords, owner_agency = :agency,
                    owner_group = :group, checked_on = :checkedOn, closed = :closed, demo = :demo, changed_by = :actor,
                    changed_at = :at, folded_kk = :foldedKk, folded_ru = :foldedRu, folded = :folded
                 WHERE id = :id AND version = :version
                """,
                entries.stream()
                        .map(entry -> values(entry.facts(), change)
                                .addValue("demo", entry.demo())
                                .addValue("id", entry.id())
                                .addValue("version", entry.version()))
                        .toArray(SqlParameterSource[]::new));
        boolean[] changed = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            changed[i] = rows[i] == 1;
        }
        return changed;
    }

    /** Notes what pharmacies have; an older note of the same does not win. */
    void stock(List<StockFacts> facts) {
        batch.batchUpdate(
                """
                INSERT INTO directory.stock (medicine, pharmacy, price, as_of)
                SELECT m.id, p.id, :price, :asOf FROM directory.entry m, directory.entry p
                 WHERE m.external_id = :medicine AND p.external_id = :pharmacy
                ON CONFLICT (medicine, pharmacy) DO UPDATE SET price = excluded.price, as_of = excluded.as_of
                 WHERE stock.as_of <= excluded.as_of
                """,
                facts.stream()
                        .map(fact -> new MapSqlParameterSource("medicine", fact.medicine())
                                .addValue("pharmacy", fact.pharmacy())
                                .addValue("price", fact.price())
                                .addValue("asOf", fact.asOf()))
                        .toArray(SqlParameterSource[]::new));
    }

    /** What is noted now of these medicines, by {@link StockFacts#key()}. */
    Map<String, StockFacts> stockOf(Collection<String> medicines) {
        return jdbc
                .sql("""
                SELECT m.external_id AS medicine, p.external_id AS pharmacy, s.price, s.as_of
                  FROM directory.stock s
                  JOIN directory.entry m ON m.id = s.medicine
                  JOIN directory.entry p ON p.id = s.pharmacy
                 WHERE m.external_id = ANY (:medicines)
                """)
                .param("medicines", medicines.toArray(String[]::new))
                .query((row, number) -> new StockFacts(
                        row.getString("medicine"),
                        row.getString("pharmacy"),
                        row.getInt("price"),
                        row.getObject("as_of", LocalDate.class)))
                .stream()
                .collect(Collectors.toMap(StockFacts::key, facts -> facts));
    }

    boolean isEmpty() {
        return !jdbc.sql("SELECT EXISTS (SELECT 1 FROM directory.entry)")
                .query(Boolean.class)
                .single();
    }

    private void words(List<EntryFacts> entries) {
        var words = new TreeSet<String>();
        entries.forEach(facts -> Arrays.stream(Folding.all(facts).split(" "))
                .filter(Folding::correctable)
                .forEach(words::add));
        if (!words.isEmpty()) {
            jdbc.sql("INSERT INTO directory.word (word) SELECT unnest(CAST(:words AS text[])) ON CONFLICT DO NOTHING")
                    .param("words", words.toArray(String[]::new))
                    .update();
        }
    }

    private static MapSqlParameterSource values(EntryFacts facts, Change change) {
        Owner owner = facts.owner();
        return new MapSqlParameterSource("externalId", facts.externalId())
                .addValue("kind", facts.kind().name())
                .addValue("nameKk", facts.name().kk())
                .addValue("nameRu", facts.name().ru())
                .addValue("nameEn", facts.name().en())
                .addValue("addressKk", facts.address().kk())
                .addValue("addressRu", facts.address().ru())
                .addValue("phones", facts.phones().toArray(String[]::new))
                .addValue("hours", facts.hours().code())
                .addValue("noteKk", facts.note().kk())
                .addValue("noteRu", facts.note().ru())
                .addValue("keywords", facts.keywords())
                .addValue("agency", Objects.toString(owner.agency(), null), java.sql.Types.VARCHAR)
                .addValue("group", owner.group() == null ? null : owner.group().name(), java.sql.Types.VARCHAR)
                .addValue("checkedOn", facts.checkedOn())
                .addValue("closed", facts.closed())
                .addValue("actor", change.actor().userId())
                .addValue("at", change.at().atOffset(ZoneOffset.UTC))
                .addValue("foldedKk", SearchText.fold(facts.name().kk()))
                .addValue("foldedRu", SearchText.fold(facts.name().ru()))
                .addValue("folded", Folding.all(facts));
    }

    private static Ranking.Candidate candidate(ResultSet row, int number) throws SQLException {
        return new Ranking.Candidate(
                row.getLong("id"), row.getString("folded_kk"), row.getString("folded_ru"), row.getString("folded"));
    }

    static Entry entry(ResultSet row, int number) throws SQLException {
        String agency = row.getString("owner_agency");
        String group = row.getString("owner_group");
        return new Entry(
                row.getLong("id"),
                row.getInt("version"),
                row.getBoolean("demo"),
                new EntryFacts(
                        row.getString("external_id"),
                        EntryKind.valueOf(row.getString("kind")),
                        new EntryFacts.Text(
                                row.getString("name_kk"), row.getString("name_ru"), row.getString("name_en")),
                        new EntryFacts.Text(row.getString("address_kk"), row.getString("address_ru"), ""),
                        texts(row.getArray("phones")),
                        OpeningHours.of(row.getString("hours")),
                        new EntryFacts.Text(row.getString("note_kk"), row.getString("note_ru"), ""),
                        row.getString("keywords"),
                        new Owner(
                                agency == null ? null : new AgencyCode(agency),
                                group == null ? null : Role.valueOf(group)),
                        row.getObject("checked_on", LocalDate.class),
                        row.getBoolean("closed")));
    }

    private static List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
