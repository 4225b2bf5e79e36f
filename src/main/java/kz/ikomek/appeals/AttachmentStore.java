package kz.ikomek.appeals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import kz.ikomek.appeals.files.AttachmentProperties.Where;
import kz.ikomek.catalog.AgencyCode;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is known of attachments; their bytes are elsewhere. */
@Component
class AttachmentStore {

    private static final String SELECT =
            "SELECT id, number, kind, name, type, size, sha256, kept_in, latitude, longitude,"
                    + " added_at, added_by, agency";

    private final JdbcClient jdbc;

    AttachmentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Attachment attachment, String receivedSha256, Where where) {
        var place = attachment.place();
        jdbc.sql("""
                INSERT INTO appeals.attachment (
                    id, number, kind, name, type, size, sha256, received_sha256, kept_in,
                    latitude, longitude, added_at, added_by, agency)
                VALUES (
                    :id, :number, :kind, :name, :type, :size, :sha256, :received, :where,
                    :latitude, :longitude, :at, :by, :agency)
                """)
                .param("id", attachment.id())
                .param("number", attachment.number().value())
                .param("kind", attachment.kind().name())
                .param("name", attachment.name())
                .param("type", attachment.type())
                .param("size", attachment.size())
                .param("sha256", attachment.sha256())
                .param("received", receivedSha256)
                .param("where", where.name())
                .param("latitude", place == null ? null : place.latitude(), Types.DOUBLE)
                .param("longitude", place == null ? null : place.longitude(), Types.DOUBLE)
                .param("at", AppealStore.timestamp(attachment.addedAt()))
                .param("by", attachment.addedBy())
                .param("agency", Objects.toString(attachment.agency(), null))
                .update();
    }

    /** The one that came as these very bytes, if there is one. */
    @Nullable
    Attachment received(AppealNumber number, AttachmentKind kind, String receivedSha256) {
        return jdbc.sql(SELECT + " FROM appeals.attachment WHERE number = ? AND kind = ? AND received_sha256 = ?")
                .params(number.value(), kind.name(), receivedSha256)
                .query(AttachmentStore::attachment)
                .optional()
                .orElse(null);
    }

    /** How many of a kind were added since the appeal came into the state in which it is. */
    int countSinceLastState(AppealNumber number, AttachmentKind kind) {
        return jdbc.sql("""
                SELECT count(*) FROM appeals.attachment
                 WHERE number = :number AND kind = :kind
                   AND added_at >= (
                       SELECT max(at) FROM appeals.journal
                        WHERE number = :number AND from_state IS DISTINCT FROM to_state)
                """)
                .param("number", number.value())
                .param("kind", kind.name())
                .query(Integer.class)
                .single();
    }

    /** All of an appeal, in the order in which they came. */
    List<Attachment> of(AppealNumber number) {
        return jdbc.sql(SELECT + " FROM appeals.attachment WHERE number = ? ORDER BY came")
                .param(number.value())
                .query(AttachmentStore::attachment)
                .list();
    }

    Optional<Kept> find(AppealNumber number, UUID id) {
        return jdbc.sql(SELECT + " FROM appeals.attachment WHERE number = ? AND id = ?")
                .params(number.value(), id)
                .query((row, rowNumber) ->
                        new Kept(attachment(row, rowNumber), Where.valueOf(row.getString("kept_in"))))
                .optional();
    }

    /** An attachment and where its bytes are. */
    record Kept(Attachment attachment, Where where) {}

    private static Attachment attachment(ResultSet row, int rowNumber) throws SQLException {
        double latitude = row.getDouble("latitude");
        boolean nowhere = row.wasNull();
        String agency = row.getString("agency");
        return new Attachment(
                row.getObject("id", UUID.class),
                new AppealNumber(row.getString("number")),
                AttachmentKind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("type"),
                row.getInt("size"),
                row.getString("sha256"),
                nowhere ? null : new Attachment.Place(latitude, row.getDouble("longitude")),
                AppealStore.instant(row, "added_at"),
                row.getString("added_by"),
                agency == null ? null : new AgencyCode(agency));
    }
}
