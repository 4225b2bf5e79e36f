package kz.ikomek.appeals.files;

import java.util.UUID;
import kz.ikomek.appeals.files.AttachmentProperties.Where;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Bytes in PostgreSQL: one backup holds everything, and a transaction everything that belongs together. */
@Component
class ContentInDatabase implements AttachmentContent {

    private final JdbcClient jdbc;

    ContentInDatabase(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Where where() {
        return Where.DATABASE;
    }

    @Override
    public void keep(UUID id, byte[] file, byte @Nullable [] thumbnail) {
        jdbc.sql("INSERT INTO appeals.attachment_content (attachment, file, thumbnail) VALUES (?, ?, ?)")
                .params(id, file, thumbnail)
                .update();
    }

    @Override
    public byte[] file(UUID id) {
        return read("file", id);
    }

    @Override
    public byte[] thumbnail(UUID id) {
        return read("thumbnail", id);
    }

    @Override
    public void remove(UUID id) {
        jdbc.sql("DELETE FROM appeals.attachment_content WHERE attachment = ?")
                .param(id)
                .update();
    }

    private byte[] read(String column, UUID id) {
        return jdbc.sql("SELECT " + column + " FROM appeals.attachment_content WHERE attachment = ?")
                .param(id)
                .query(byte[].class)
                .optional()
                .orElseThrow(() -> new IllegalStateException("no " + column + " of attachment " + id));
    }
}
