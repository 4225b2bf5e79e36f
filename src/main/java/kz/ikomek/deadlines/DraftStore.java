package kz.ikomek.deadlines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Each administrator's draft, and the file that waits for confirmation, in the database: no node's memory is needed. */
@Component
class DraftStore {

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    DraftStore(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** A file as it came. */
    record File(String name, String text) {}

    Optional<CalendarDraft> find(String owner) {
        return jdbc.sql("SELECT content FROM deadlines.calendar_draft WHERE owner = ? AND content IS NOT NULL")
                .param(owner)
                .query(String.class)
                .optional()
                .map(this::read);
    }

    /** Waits for the owner's other window, so that each sees what the other did. Ends with the transaction. */
    void lock(String owner) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('deadlines.calendar_draft ' || ?, 0))")
                .param(owner)
                .query((row, number) -> 1)
                .list();
    }

    void keep(String owner, CalendarDraft draft) {
        jdbc.sql("INSERT INTO deadlines.calendar_draft (owner, content, changed_at) VALUES (?, ?, ?)"
                        + " ON CONFLICT (owner) DO UPDATE"
                        + " SET content = excluded.content, changed_at = excluded.changed_at")
                .params(owner, written(draft), clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<File> file(String owner) {
        return jdbc.sql("SELECT file_name, file_text FROM deadlines.calendar_draft"
                        + " WHERE owner = ? AND file_name IS NOT NULL")
                .param(owner)
                .query((row, number) -> new File(row.getString("file_name"), row.getString("file_text")))
                .optional();
    }

    /** @param file null when none waits any more */
    void keep(String owner, @Nullable File file) {
        jdbc.sql("INSERT INTO deadlines.calendar_draft (owner, file_name, file_text, changed_at)"
                        + " VALUES (:owner, :name, :text, :at) ON CONFLICT (owner) DO UPDATE"
                        + " SET file_name = excluded.file_name, file_text = excluded.file_text,"
                        + " changed_at = excluded.changed_at")
                .param("owner", owner)
                .param("name", file == null ? null : file.name(), Types.VARCHAR)
                .param("text", file == null ? null : file.text(), Types.VARCHAR)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    void delete(String owner) {
        jdbc.sql("DELETE FROM deadlines.calendar_draft WHERE owner = ?")
                .param(owner)
                .update();
    }

    private CalendarDraft read(String content) {
        try {
            return json.readValue(content, CalendarDraft.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String written(CalendarDraft draft) {
        try {
            return json.writeValueAsString(draft);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
