package kz.ikomek.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import kz.ikomek.shared.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The reports of wrong entries in the database. */
@Component
class ReportStore {

    private static final String COLUMNS =
            "SELECT id, entry, note, reported_by, reported_at, settled_at FROM directory.wrong_report ";

    private final JdbcClient jdbc;
    private final EntryStore entries;

    ReportStore(JdbcClient jdbc, EntryStore entries) {
        this.jdbc = jdbc;
        this.entries = entries;
    }

    private record Row(long id, long entry, String note, String reportedBy, Instant reportedAt, boolean settled) {}

    void add(long entry, String note, Actor actor, Instant at) {
        jdbc.sql("INSERT INTO directory.wrong_report (entry, note, reported_by, reported_at) VALUES (?, ?, ?, ?)")
                .params(entry, note, actor.userId(), at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** @return whether it was still open */
    boolean settle(long id, String settlement, Actor actor, Instant at) {
        return jdbc.sql("UPDATE directory.wrong_report SET settled_by = ?, settled_at = ?, settlement = ?"
                                + " WHERE id = ? AND settled_at IS NULL")
                        .params(actor.userId(), at.atOffset(ZoneOffset.UTC), settlement, id)
                        .update()
                == 1;
    }

    List<WrongReport> open() {
        return complete(jdbc.sql(COLUMNS + "WHERE settled_at IS NULL ORDER BY reported_at, id")
                .query(ReportStore::row)
                .list());
    }

    Optional<WrongReport> find(long id) {
        return complete(jdbc.sql(COLUMNS + "WHERE id = ?")
                        .param(id)
                        .query(ReportStore::row)
                        .list())
                .stream()
                .findFirst();
    }

    Map<Long, Integer> countOpen(List<Long> ids) {
        Map<Long, Integer> counts = new HashMap<>();
        jdbc.sql("SELECT entry, count(*) AS reports FROM directory.wrong_report"
                        + " WHERE entry = ANY (:ids) AND settled_at IS NULL GROUP BY entry")
                .param("ids", ids.toArray(Long[]::new))
                .query(row -> {
                    counts.put(row.getLong("entry"), row.getInt("reports"));
                });
        return counts;
    }

    private List<WrongReport> complete(List<Row> rows) {
        Map<Long, Entry> known = entries.find(rows.stream().map(Row::entry).collect(Collectors.toSet())).stream()
                .collect(Collectors.toMap(Entry::id, Function.identity()));
        return rows.stream()
                .map(row -> new WrongReport(
                        row.id(),
                        Objects.requireNonNull(known.get(row.entry()), "a report is about an entry"),
                        row.note(),
                        row.reportedBy(),
                        row.reportedAt(),
                        row.settled()))
                .toList();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getLong("entry"),
                row.getString("note"),
                row.getString("reported_by"),
                row.getTimestamp("reported_at").toInstant(),
                row.getTimestamp("settled_at") != null);
    }
}
