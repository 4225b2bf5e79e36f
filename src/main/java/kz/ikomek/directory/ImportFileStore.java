package kz.ikomek.directory;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The file that each staff member looks at, in the database: no node's memory is needed. */
@Component
class ImportFileStore {

    private final JdbcClient jdbc;

    ImportFileStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A file as it came. */
    record WaitingFile(String name, String text) {}

    Optional<WaitingFile> find(String owner) {
        return find(owner, "");
    }

    /** The file, locked until the transaction ends, so that it takes effect once. */
    Optional<WaitingFile> lock(String owner) {
        return find(owner, " FOR UPDATE");
    }

    private Optional<WaitingFile> find(String owner, String locking) {
        return jdbc.sql("SELECT file_name, file_text FROM directory.import_file WHERE owner = ?" + locking)
                .param(owner)
                .query((row, number) -> new WaitingFile(row.getString("file_name"), row.getString("file_text")))
                .optional();
    }

    void keep(String owner, WaitingFile file, Instant at) {
        jdbc.sql("INSERT INTO directory.import_file (owner, file_name, file_text, changed_at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (owner) DO UPDATE SET file_name = excluded.file_name,"
                        + " file_text = excluded.file_text, changed_at = excluded.changed_at")
                .params(owner, file.name(), file.text(), at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void delete(String owner) {
        jdbc.sql("DELETE FROM directory.import_file WHERE owner = ?")
                .param(owner)
                .update();
    }
}
