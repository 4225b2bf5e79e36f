package kz.ikomek.operations.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kz.ikomek.operations.backup.Manifest.Migration;
import kz.ikomek.operations.backup.Manifest.Sequence;

/** What a database of the centre consists of, asked of PostgreSQL's own catalogue: no list that a migration could outdate. */
final class Schema {

    /** Ours and the engine's: what belongs to whoever owns the history of migrations, but that history itself. */
    private static final String OURS = """
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
               AND c.relowner = (SELECT h.relowner FROM pg_class h WHERE h.oid = 'public.flyway_schema_history'::regclass)
               AND c.oid <> 'public.flyway_schema_history'::regclass
               AND NOT EXISTS (SELECT FROM pg_depend d
                                WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            """;

    private static final String TABLES =
            """
            SELECT format('%I.%I', n.nspname, c.relname) AS name,
                   ARRAY(SELECT quote_ident(a.attname) FROM pg_attribute a
                          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                          ORDER BY a.attname) AS columns
            """ + OURS + " AND c.relkind = 'r' AND c.relpersistence = 'p' ORDER BY n.nspname, c.relname";

    private static final String SEQUENCES = "SELECT format('%I.%I', n.nspname, c.relname) AS name " + OURS
            + " AND c.relkind = 'S' ORDER BY n.nspname, c.relname";

    private static final String TRIGGERED = """
            SELECT DISTINCT t.tgrelid::regclass::text AS name FROM pg_trigger t
             WHERE NOT t.tgisinternal AND t.tgrelid IN (SELECT c.oid
            """ + OURS + ") ORDER BY name";

    private static final String FOREIGN_KEYS = """
            SELECT k.conrelid::regclass::text AS name, quote_ident(k.conname) AS key, pg_get_constraintdef(k.oid) AS definition
              FROM pg_constraint k
             WHERE k.contype = 'f' AND k.conrelid IN (SELECT c.oid
            """ + OURS + ") ORDER BY name, key";

    private static final String ANYTHING = """
            SELECT EXISTS (
                SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                 WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
                   AND NOT EXISTS (SELECT FROM pg_depend d
                                    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'))
            """;

    private static final String MIGRATIONS =
            "SELECT version, checksum FROM public.flyway_schema_history WHERE version IS NOT NULL AND success";

    private final Connection database;

    Schema(Connection database) {
        this.database = database;
    }

    /** A table and its columns, by name. */
    record Columns(String name, List<String> columns) {}

    /** A foreign key of a table. */
    record ForeignKey(String table, String name, String definition) {}

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Whether there is no table of anybody. */
    boolean isEmpty() throws SQLException {
        return !list(ANYTHING, row -> row.getBoolean(1)).get(0);
    }

    /** Whether a centre has ever started on it. */
    boolean isOfACentre() throws SQLException {
        return list("SELECT to_regclass('public.flyway_schema_history') IS NOT NULL", row -> row.getBoolean(1))
                .get(0);
    }

    List<Columns> tables() throws SQLException {
        return list(TABLES, row -> {
            String[] columns = (String[]) row.getArray("columns").getArray();
            return new Columns(row.getString("name"), List.copyOf(Arrays.asList(columns)));
        });
    }

    /** Where each sequence stands now. */
    List<Sequence> sequences() throws SQLException {
        List<Sequence> sequences = new ArrayList<>();
        for (String name : list(SEQUENCES, row -> row.getString("name"))) {
            sequences.addAll(list(
                    "SELECT last_value, is_called FROM " + name,
                    row -> new Sequence(name, row.getLong("last_value"), row.getBoolean("is_called"))));
        }
        return sequences;
    }

    /** Tables with triggers of ours. */
    List<String> triggered() throws SQLException {
        return list(TRIGGERED, row -> row.getString("name"));
    }

    List<ForeignKey> foreignKeys() throws SQLException {
        return list(
                FOREIGN_KEYS,
                row -> new ForeignKey(row.getString("name"), row.getString("key"), row.getString("definition")));
    }

    /** In no order. */
    List<Migration> migrations() throws SQLException {
        return list(MIGRATIONS, row -> {
            int checksum = row.getInt("checksum");
            return new Migration(row.getString("version"), row.wasNull() ? null : checksum);
        });
    }

    private <T> List<T> list(String sql, Reader<T> reader) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<T> list = new ArrayList<>();
            while (rows.next()) {
                list.add(reader.read(rows));
            }
            return list;
        }
    }
}
