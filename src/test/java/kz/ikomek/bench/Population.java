package kz.ikomek.bench;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Makes hundreds of thousands of appeals out of a month that the product itself has played (profile {@code month}): each new
 * one is a copy of a played one with all its rows, in our tables and in the engine's, moved in time, with another resident,
 * house and agency. So whatever a step writes is there as the step writes it, and the shares of categories, outcomes, late
 * ones and mails are those of the month. Works as the owner of the database, past its triggers, in statements over whole
 * sets; what the triggers do (search, hashes and seals of the journal) it does itself, and {@link #wrongHashes} and the
 * command {@code verify-audit} compare with what they would have done.
 *
 * <p>Finished ones lie up to three years back, always whole weeks and a part of an hour, so that weekdays and hours stay those
 * of the month. Open ones stand as they stood at the month's end, some of them longer, and every second task that somebody
 * had taken is given back to its group, so that lists of groups are long. What is older than the engine keeps
 * its history has none. The same seed makes the same appeals, but for ids and salts.
 */
final class Population implements AutoCloseable {

    /** The agency that gets open tasks with the first growth only, so that its list is the same at each size. */
    static final String STEADY = "bench-steady";

    private static final int WEEKS = 156;
    /** As old as {@link #LONG_AGO} says. */
    private static final int WEEKS_LONG_AGO = 216;

    /** Months after which only those are past their retention that a growth made for that. */
    static final int LONG_AGO = 48;

    /** Appeals of one resident, on the average. */
    private static final int APPEALS_OF_ONE = 3;

    private static final int LINES_OF_A_SEAL = 10_000;

    private static final List<String> OF_APPEAL =
            List.of("appeals.assignment", "appeals.extension", "appeals.pause", "mail.outbox");
    private static final List<String> OF_PROCESS = List.of(
            "act_ru_execution",
            "act_ru_task",
            "act_ru_identitylink",
            "act_ru_variable",
            "act_ru_job",
            "act_ru_event_subscr");

    /** Ids of one process instance; every other id in the engine's rows belongs to the model. */
    private static final Set<String> IDS = Set.of(
            "id_",
            "execution_id_",
            "proc_inst_id_",
            "process_instance_id_",
            "root_proc_inst_id_",
            "parent_id_",
            "act_inst_id_",
            "task_id_",
            "var_scope_");

    /** What {@code audit.journal_hash} hashes after the hash before, written out: called for each line it takes ten times as long. */
    private static final String HASHED = Stream.of(
                    "id::text",
                    "number",
                    "place::text",
                    "audit.micros(at)",
                    "actor",
                    "step",
                    "from_state",
                    "to_state",
                    "agency",
                    "encode(audit.digest(salt, note), 'hex')")
            .map("coalesce(octet_length(%1$s) || ':' || (%1$s), '-')"::formatted)
            .collect(Collectors.joining(" || ',' || "));

    private final SingleConnectionDataSource connection;
    private final JdbcClient jdbc;
    private int finished;
    private int open;
    private int residents;

    Population(DataSource owner) {
        try {
            connection = new SingleConnectionDataSource(owner.getConnection(), true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        jdbc = JdbcClient.create(connection);
    }

    /** Enters agencies until there are so many; the product gives them groups, people and contacts when it starts. */
    static void enterAgencies(JdbcClient jdbc, int agencies) {
        jdbc.sql("""
                INSERT INTO catalog.agency (code, position, name_kk, name_ru, name_en)
                SELECT code, 1000 + i, 'Қалалық мекеме ' || i, 'Городская служба ' || i, 'City agency ' || i
                  FROM (SELECT i, CASE i WHEN 0 THEN :steady ELSE 'bench-' || lpad(i::text, 3, '0') END AS code
                          FROM generate_series(0, :agencies - 1 - (SELECT count(*) FROM catalog.agency)) AS i) AS made
                """).param("steady", STEADY).param("agencies", agencies).update();
    }

    /**
     * Takes the appeals that are there as patterns. Their mails have left: nobody writes a mail of last month today.
     *
     * @param end of the month that was played
     */
    void takePatterns(Instant end) {
        run("SET synchronous_commit = off");
        run("SET work_mem = '256MB'");
        run("SET maintenance_work_mem = '512MB'");
        run("SET session_replication_role = replica");
        run("SELECT setseed(0.109)");
        run("UPDATE mail.outbox SET state = 'SENT', attempts = 1, sent_at = demanded_at + interval '20 s'"
                + " WHERE state IN ('WAITING', 'GATHERING')");
        run("CREATE SCHEMA bench");
        run(DAMM);
        run("CREATE FUNCTION bench.id(old text, number text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE"
                + " RETURN CASE WHEN position(':' IN old) > 0 THEN split_part(old, ':', 1) || ':'"
                + " || md5(split_part(old, ':', 2) || number)::uuid::text ELSE md5(old || number)::uuid::text END");
        run(
                "CREATE FUNCTION bench.chained(before bytea, line text) RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN"
                        + " RETURN sha256(convert_to(coalesce('64:' || encode(before, 'hex'), '-') || ',' || line, 'UTF8'));"
                        + " END $$");
        run("CREATE AGGREGATE bench.chain (text) (sfunc = bench.chained, stype = bytea)");
        jdbc.sql("""
                CREATE TABLE bench.agency AS
                SELECT code, (row_number() OVER (ORDER BY position) - 1)::int AS place FROM catalog.agency
                 WHERE code <> '%s'
                """.formatted(STEADY)).update();
        run("""
                CREATE TABLE bench.moved AS
                SELECT one.code, by.place AS by, other.code AS moved
                  FROM bench.agency AS one CROSS JOIN bench.agency AS by
                  JOIN bench.agency AS other
                    ON other.place = (one.place + by.place) %% (SELECT count(*) FROM bench.agency)
                 UNION ALL
                SELECT code, -1, '%s' FROM bench.agency
                """.formatted(STEADY));
        run("ALTER TABLE bench.moved ADD PRIMARY KEY (code, by)");
        run("CREATE FUNCTION bench.agency(code text, by int) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE"
                + " RETURN (SELECT m.moved FROM bench.moved m WHERE m.code = $1 AND m.by = $2)");
        jdbc.sql("""
                CREATE TABLE bench.pattern AS
                SELECT number, open, registered_at, address, language, slack, key,
                       (row_number() OVER (PARTITION BY open ORDER BY registered_at, number) - 1)::int AS place,
                       (SELECT count(*) FROM appeals.assignment w WHERE w.number = p.number) = 1
                           AND EXISTS (SELECT 1 FROM act_ru_execution e
                                         JOIN act_ru_task t ON t.proc_inst_id_ = e.id_ AND t.task_def_key_ = 'execute'
                                        WHERE e.business_key_ = p.number) AS at_one_agency
                  FROM (SELECT number, state <> 'CLOSED' AS open, registered_at, address, language,
                               next_look - :end AS slack, coalesce(duplicate_of, number)::bigint AS key
                          FROM appeals.appeal) AS p
                 WHERE NOT open OR slack > interval '1 hour'
                """).param("end", end.atOffset(ZoneOffset.UTC)).update();
        run(
                "CREATE TABLE bench.people AS SELECT language, array_agg(DISTINCT resident_name) AS names FROM appeals.appeal"
                        + " WHERE resident_name IS NOT NULL GROUP BY language");
        pattern("appeals.appeal", "t.number = p.number");
        pattern("appeals.journal", "t.number = p.number");
        OF_APPEAL.forEach(table -> pattern(table, "t.number = p.number"));
        pattern("act_hi_procinst", "t.business_key_ = p.number");
        String processes = " IN (SELECT e.id_ FROM act_ru_execution e WHERE e.business_key_ = p.number)";
        OF_PROCESS.forEach(table -> pattern(
                table,
                switch (table) {
                    case "act_ru_identitylink" ->
                        "t.task_id_ IN (SELECT k.id_ FROM act_ru_task k WHERE k.proc_inst_id_" + processes + ")";
                    case "act_ru_job" -> "t.process_instance_id_" + processes;
                    default -> "t.proc_inst_id_" + processes;
                }));
    }

    private static final String DAMM = """
            CREATE FUNCTION bench.number(sequence bigint) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
            $$
            DECLARE
                table_of_damm text := '0317598642709215486342068713591750983426612304597836742095815869720134894536201794386172052581436790';
                digits text := lpad(sequence::text, 7, '0');
                interim int := 0;
            BEGIN
                FOR i IN 1 .. 7 LOOP
                    interim := substr(table_of_damm, 1 + interim * 10 + substr(digits, i, 1)::int, 1)::int;
                END LOOP;
                RETURN digits || interim;
            END
            $$
            """;

    private void pattern(String table, String belongs) {
        run("CREATE TABLE " + patternOf(table) + " AS SELECT p.number AS pattern, t.* FROM " + table
                + " AS t JOIN bench.pattern AS p ON " + belongs);
        run("CREATE INDEX ON " + patternOf(table) + " (pattern)");
    }

    private static String patternOf(String table) {
        return "bench.of_" + table.substring(table.indexOf('.') + 1);
    }

    /**
     * What to add.
     *
     * @param finished appeals with an outcome, of the last three years
     * @param longAgo so many of them are {@link #LONG_AGO} and older
     * @param open appeals under way
     * @param steady so many of them are with {@link #STEADY}
     */
    record Growth(int finished, int longAgo, int open, int steady) {}

    /** Adds appeals; says how many rows each table got. */
    Map<String, Long> grow(Growth growth, Instant end) {
        Map<String, Long> rows = new LinkedHashMap<>();
        copies(growth, end);
        List<String> gin = jdbc.sql("SELECT indexdef FROM pg_indexes WHERE schemaname = 'appeals'"
                        + " AND tablename = 'search' AND indexdef LIKE '%gin%'")
                .query(String.class)
                .list();
        jdbc.sql("SELECT indexname FROM pg_indexes WHERE schemaname = 'appeals' AND tablename = 'search'"
                        + " AND indexdef LIKE '%gin%'")
                .query(String.class)
                .list()
                .forEach(index -> run("DROP INDEX appeals." + index));
        rows.put("appeals.appeal", copy("appeals.appeal", appeals(), "ORDER BY c.place"));
        rows.put("appeals.search", (long) jdbc.sql("INSERT INTO appeals.search (number, place, words, phone_backwards)"
                        + " SELECT a.number, appeals.folded(coalesce(a.address, '')), appeals.folded(a.words),"
                        + " reverse(a.phone) FROM bench.copy c JOIN appeals.appeal a ON a.number = c.number"
                        + " ORDER BY c.place")
                .update());
        gin.forEach(this::run);
        OF_APPEAL.forEach(table -> rows.put(table, copy(table, Map.of(), "ORDER BY c.place")));
        rows.put("appeals.journal", journal());
        rows.put("act_hi_procinst", copy("act_hi_procinst", Map.of(), "AND t.removal_time_ + c.moved > now()"));
        OF_PROCESS.forEach(table -> rows.put(
                table,
                copy(
                        table,
                        table.equals("act_ru_task")
                                ? Map.of(
                                        "assignee_",
                                        "CASE WHEN NOT c.given_back THEN " + executor("t.assignee_") + " END")
                                : Map.of(),
                        "")));
        run("DROP TABLE bench.copy");
        finished += growth.finished();
        open += growth.open();
        run("VACUUM ANALYZE");
        run("CHECKPOINT");
        return rows;
    }

    /** Which patterns are copied, and what is different in each copy, in the order of the calls. */
    private void copies(Growth growth, Instant end) {
        int people = Math.max(1, (growth.finished() + growth.open()) / APPEALS_OF_ONE);
        jdbc.sql("""
                CREATE TABLE bench.copy AS
                WITH picked AS MATERIALIZED (
                    SELECT p.*, -(interval '1 s' * ((CASE WHEN i < :longAgo THEN :weeksLongAgo
                                                   ELSE abs(hashint8(p.key * 1000003 + i / patterns)::bigint) % :weeks END)
                                                   * 604800
                                               + abs(hashint8(p.key * 1000033 + i / patterns)::bigint) % 3600)) AS moved
                      FROM (SELECT count(*) AS patterns FROM bench.pattern WHERE NOT open) AS many
                     CROSS JOIN generate_series(0, :finished - 1) AS i
                      JOIN bench.pattern AS p ON NOT p.open AND p.place = (i + :finishedBefore) % patterns
                    UNION ALL
                    SELECT p.*, now() - :end - random() * greatest(least(slack - interval '2 h', interval '14 d'), interval '0')
                      FROM (SELECT count(*) AS patterns FROM bench.pattern WHERE open) AS many
                     CROSS JOIN generate_series(0, :open - 1) AS i
                      JOIN bench.pattern AS p ON p.open AND p.place = (i + :openBefore) % patterns),
                placed AS MATERIALIZED (
                    SELECT picked.*, row_number() OVER (ORDER BY registered_at + moved, number) AS order_of_calls,
                           count(*) FILTER (WHERE at_one_agency AND open)
                               OVER (ORDER BY registered_at + moved, number) AS with_one,
                           random() AS by_chance, 1 + floor(random() * 180)::int AS house
                      FROM picked)
                SELECT order_of_calls AS place, number AS pattern, bench.number(:first + order_of_calls) AS number, moved,
                       open, open AND (at_one_agency AND with_one <= :steady OR order_of_calls % 2 = 0) AS given_back,
                       CASE WHEN at_one_agency AND open AND with_one <= :steady THEN -1
                            WHEN by_chance < 0.5 THEN 0
                            ELSE floor(power(2 * by_chance - 1, 3) * (SELECT count(*) FROM bench.agency))::int END AS by,
                       house, '+7700' || lpad((1000000 + :peopleBefore + floor(random() * :people)::int)::text, 7, '0') AS phone,
                       floor(random() * 12)::int AS hour, floor(random() * 60)::int AS minute,
                       1 + floor(random() * 400)::int AS flat, random() AS who
                  FROM placed
                """)
                .param("longAgo", growth.longAgo())
                .param("weeksLongAgo", WEEKS_LONG_AGO)
                .param("weeks", WEEKS)
                .param("finished", growth.finished())
                .param("finishedBefore", finished)
                .param("open", growth.open())
                .param("openBefore", open)
                .param("steady", growth.steady())
                .param("end", end.atOffset(ZoneOffset.UTC))
                .param("people", people)
                .param("peopleBefore", residents)
                .param(
                        "first",
                        jdbc.sql("SELECT nextval('appeals.number')")
                                .query(Long.class)
                                .single())
                .update();
        residents += people;
        run("ALTER TABLE bench.copy ADD PRIMARY KEY (pattern, place)");
        run("CREATE UNIQUE INDEX ON bench.copy (number)");
        run("ANALYZE bench.copy");
        run("SELECT setval('appeals.number', (SELECT max(left(number, 7))::bigint FROM bench.copy))");
    }

    private static Map<String, String> appeals() {
        String street = "split_part(t.address, ', ', 1)";
        return Map.of(
                "address",
                "CASE WHEN t.address IS NOT NULL THEN " + street + " || ', ' || c.house END",
                "words",
                "replace(t.words, coalesce(replace(t.address, ',', ''), ' '), coalesce(" + street
                        + " || ' ' || c.house, ' ')) || CASE WHEN t.address IS NULL AND t.language = 'kk'"
                        + " THEN ' Жауабын ' || (8 + c.hour) || ':' || lpad(c.minute::text, 2, '0') || ' дейін күтемін.'"
                        + " WHEN t.address IS NULL"
                        + " THEN ' Жду ответа до ' || (8 + c.hour) || ':' || lpad(c.minute::text, 2, '0') || '.'"
                        + " WHEN t.language = 'kk' THEN ' Пәтер ' || c.flat || ', ' || c.minute || ' минут күттім.'"
                        + " ELSE ' Квартира ' || c.flat || ', прождали ' || c.minute || ' минут.' END",
                "resident_name",
                "CASE WHEN t.resident_name IS NOT NULL THEN (SELECT"
                        + " p.names[1 + floor(c.who * cardinality(p.names))::int] FROM bench.people p"
                        + " WHERE p.language = t.language) END",
                "phone",
                "CASE WHEN t.phone IS NOT NULL THEN c.phone END",
                "duplicate_of",
                "CASE WHEN t.duplicate_of IS NOT NULL THEN coalesce((SELECT o.number FROM bench.copy o"
                        + " WHERE o.pattern = t.duplicate_of AND o.moved = c.moved LIMIT 1), t.duplicate_of) END");
    }

    /** Lines in the order of time, each appeal's chained by the database's own function, and sealed as they would be. */
    private long journal() {
        long last = jdbc.sql("SELECT coalesce(max(id), 0) FROM appeals.journal")
                .query(Long.class)
                .single();
        run("CREATE UNLOGGED TABLE bench.line (LIKE appeals.journal)");
        Map<String, String> columns = columns("appeals.journal", "t");
        columns.put("id", last + " + row_number() OVER (ORDER BY t.at + c.moved, c.place, t.place)");
        columns.put("salt", "CASE WHEN t.note IS NOT NULL THEN gen_random_uuid() END");
        columns.put("hash", "''::bytea");
        insert("bench.line", "appeals.journal", columns, "");
        int lines = jdbc.sql("INSERT INTO appeals.journal OVERRIDING SYSTEM VALUE"
                        + " SELECT id, number, at, actor, step, from_state, to_state, agency, note, place, salt,"
                        + " note_digest, bench.chain(" + HASHED + ") OVER (PARTITION BY number ORDER BY place)"
                        + " FROM bench.line AS l ORDER BY id")
                .update();
        run("DROP TABLE bench.line");
        run("SELECT setval(pg_get_serial_sequence('appeals.journal', 'id'), (SELECT max(id) FROM appeals.journal))");
        while (isSealed()) {
            // what was added before comes first
        }
        for (long id = last + 1; id <= last + lines; id += LINES_OF_A_SEAL) {
            jdbc.sql("INSERT INTO audit.unsealed SELECT true, line FROM generate_series(:from, :to) AS line")
                    .param("from", id)
                    .param("to", Math.min(id + LINES_OF_A_SEAL - 1, last + lines))
                    .update();
            isSealed();
            // Or each seal would look through what all before it have taken away.
            run("VACUUM audit.unsealed");
        }
        return lines;
    }

    private boolean isSealed() {
        return jdbc.sql("SELECT audit.seal_up(now()) IS NOT NULL")
                .query(Boolean.class)
                .single();
    }

    private long copy(String table, Map<String, String> different, String more) {
        Map<String, String> columns = columns(table, "t");
        columns.putAll(different);
        return insert(table, table, columns, more);
    }

    private long insert(String into, String table, Map<String, String> columns, String more) {
        return jdbc.sql("INSERT INTO " + into + " (" + String.join(", ", columns.keySet()) + ") SELECT "
                        + String.join(", ", columns.values()) + " FROM bench.copy AS c JOIN " + patternOf(table)
                        + " AS t ON t.pattern = c.pattern " + more)
                .update();
    }

    /** What stands in each column of a copy, in SQL; columns that the database fills itself are left out. */
    private Map<String, String> columns(String table, String of) {
        Map<String, String> columns = new TreeMap<>();
        jdbc.sql("""
                SELECT a.attname, format_type(a.atttypid, NULL) AS type FROM pg_attribute a
                 WHERE a.attrelid = cast(:table AS regclass) AND a.attnum > 0 AND NOT a.attisdropped
                   AND a.attidentity = '' AND a.attgenerated = ''
                """).param("table", table).query(row -> {
            columns.put(row.getString(1), value(of + "." + row.getString(1), row.getString(1), row.getString(2)));
        });
        return columns;
    }

    private static String value(String old, String column, String type) {
        if (type.startsWith("timestamp")) {
            return old + " + c.moved";
        }
        if (IDS.contains(column)) {
            return "bench.id(" + old + ", c.number)";
        }
        return switch (column) {
            case "number", "business_key_" -> "c.number";
            case "id" -> "gen_random_uuid()";
            case "agency", "extension_asked_by" -> agency(old);
            case "group_id_" -> "coalesce('agency-' || " + agency("substr(" + old + ", 8)") + ", " + old + ")";
            case "actor", "asked_by" -> executor(old);
            case "subject", "body_text", "body_html" ->
                "replace(replace(" + old + ", t.number, c.number), left(t.number, 4) || ' ' || right(t.number, 4),"
                        + " left(c.number, 4) || ' ' || right(c.number, 4))";
            case "text_" ->
                "CASE t.name_ WHEN 'appealNumber' THEN c.number WHEN 'agency' THEN " + agency(old) + " ELSE " + old
                        + " END";
            case "long_" ->
                "CASE t.type_ WHEN 'date' THEN " + old + " + (extract(epoch FROM c.moved) * 1000)::bigint ELSE " + old
                        + " END";
            default -> old;
        };
    }

    /** People of agencies are called after them; all others stay who they are. */
    private static String executor(String user) {
        return "coalesce('executor-' || " + agency("substr(" + user + ", 10)") + ", " + user + ")";
    }

    private static String agency(String code) {
        return "bench.agency(" + code + ", c.by)";
    }

    /** Lines of the journal, of the newest, whose hash is not what the database's own function makes of them. */
    long wrongHashes(int newest) {
        return jdbc.sql("""
                SELECT count(*) FROM (SELECT j.hash AS kept,
                           audit.journal_hash(j, (SELECT b.hash FROM appeals.journal b
                                                   WHERE b.number = j.number AND b.place = j.place - 1)) AS made
                      FROM appeals.journal j ORDER BY j.id DESC LIMIT :newest) AS line
                 WHERE kept IS DISTINCT FROM made
                """).param("newest", newest).query(Long.class).single();
    }

    /** Rows that refer to one that is not there, by constraint; none when all is whole. */
    Map<String, Long> orphans() {
        Map<String, Long> orphans = new TreeMap<>();
        jdbc.sql("""
                        SELECT format('%s of %s', k.conname, k.conrelid::regclass) AS name,
                               format('SELECT count(*) FROM %s AS one WHERE %s AND NOT EXISTS (SELECT 1 FROM %s AS other WHERE %s)',
                                   k.conrelid::regclass,
                                   string_agg(format('one.%I IS NOT NULL', a.attname), ' AND '), k.confrelid::regclass,
                                   string_agg(format('other.%I = one.%I', b.attname, a.attname), ' AND ')) AS counts
                          FROM pg_constraint k
                         CROSS JOIN unnest(k.conkey, k.confkey) AS pair (here, there)
                          JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = pair.here
                          JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = pair.there
                         WHERE k.contype = 'f'
                         GROUP BY k.oid, k.conname, k.conrelid, k.confrelid
                        """)
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .forEach(one -> {
                    long count = jdbc.sql(one.getValue()).query(Long.class).single();
                    if (count > 0) {
                        orphans.put(one.getKey(), count);
                    }
                });
        return orphans;
    }

    /** How many rows each table of the application has. */
    static Map<String, Long> rows(JdbcClient jdbc) {
        Map<String, Long> rows = new TreeMap<>();
        jdbc.sql(
                        "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                                + " WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%'"
                                + " AND n.nspname NOT IN ('information_schema', 'bench')")
                .query(String.class)
                .list()
                .forEach(table -> rows.put(
                        table,
                        jdbc.sql("SELECT count(*) FROM " + table)
                                .query(Long.class)
                                .single()));
        return rows;
    }

    /** Tables that have more rows than before. */
    static Set<String> grown(Map<String, Long> before, Map<String, Long> after) {
        return after.entrySet().stream()
                .filter(table -> table.getValue() > before.getOrDefault(table.getKey(), 0L))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void run(String sql) {
        try (var statement = connection.getConnection().createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        connection.destroy();
    }
}
