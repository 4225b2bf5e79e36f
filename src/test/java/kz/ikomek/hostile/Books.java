package kz.ikomek.hostile;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every table of the database, the engine's too: how many rows it has, and whether one of them was written anew. */
final class Books {

    private final JdbcClient jdbc;
    private final String all;

    Books(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.all = jdbc.sql("""
                        SELECT format('SELECT %L, count(*) || '' rows, '' || coalesce(sum(xmin::text::bigint), 0) FROM %I.%I',
                                      schemaname || '.' || tablename, schemaname, tablename)
                          FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
                        """).query(String.class).stream().collect(Collectors.joining(" UNION ALL "));
    }

    Map<String, String> read() {
        var tables = new TreeMap<String, String>();
        jdbc.sql(all).query(row -> {
            tables.put(row.getString(1), row.getString(2));
        });
        return tables;
    }
}
