package kz.ikomek.replies;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.shared.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Replies and their journal in the database. */
@Component
class ReplyStore {

    private static final String COLUMNS = "version, use, category, title_kk, title_ru, text_kk, text_ru, retired";

    private final JdbcClient jdbc;

    ReplyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Reply> all() {
        return jdbc.sql("SELECT id, " + COLUMNS + " FROM replies.reply ORDER BY title_kk, id")
                .query(ReplyStore::reply)
                .list();
    }

    Optional<Reply> find(long id) {
        return jdbc.sql("SELECT id, " + COLUMNS + " FROM replies.reply WHERE id = ?")
                .param(id)
                .query(ReplyStore::reply)
                .optional();
    }

    /** Those of the category, and then those of all categories. */
    List<Reply> inUse(Collection<ReplyUse> uses, CategoryCode category) {
        return jdbc.sql("SELECT id, " + COLUMNS + " FROM replies.reply"
                        + " WHERE NOT retired AND use = ANY (?) AND (category IS NULL OR category = ?)"
                        + " ORDER BY category NULLS LAST, title_kk, id")
                .params(uses.stream().map(ReplyUse::name).toArray(String[]::new), category.value())
                .query(ReplyStore::reply)
                .list();
    }

    /** Inserts a reply; null when one of this seed is there. */
    @Nullable
    Reply insert(Reply reply, @Nullable String seed) {
        return jdbc.sql("INSERT INTO replies.reply (seed, use, category, title_kk, title_ru, text_kk, text_ru)"
                        + " VALUES (:seed, :use, :category, :titleKk, :titleRu, :textKk, :textRu)"
                        + " ON CONFLICT (seed) DO NOTHING RETURNING id, " + COLUMNS)
                .param("seed", seed, Types.VARCHAR)
                .param("use", reply.use().name())
                .param("category", Objects.toString(reply.category(), null), Types.VARCHAR)
                .param("titleKk", reply.titleKk())
                .param("titleRu", reply.titleRu())
                .param("textKk", reply.textKk())
                .param("textRu", reply.textRu())
                .query(ReplyStore::reply)
                .optional()
                .orElse(null);
    }

    /** Saves a reply over the version that it was made from; null when that is not the last one any more. */
    @Nullable
    Reply update(Reply reply) {
        return jdbc.sql("UPDATE replies.reply SET version = version + 1, use = :use, category = :category,"
                        + " title_kk = :titleKk, title_ru = :titleRu, text_kk = :textKk, text_ru = :textRu,"
                        + " retired = :retired WHERE id = :id AND version = :version RETURNING id, " + COLUMNS)
                .param("id", reply.id())
                .param("version", reply.version())
                .param("use", reply.use().name())
                .param("category", Objects.toString(reply.category(), null), Types.VARCHAR)
                .param("titleKk", reply.titleKk())
                .param("titleRu", reply.titleRu())
                .param("textKk", reply.textKk())
                .param("textRu", reply.textRu())
                .param("retired", reply.retired())
                .query(ReplyStore::reply)
                .optional()
                .orElse(null);
    }

    void journal(Reply after, ReplyChange.Kind kind, Instant at, Actor actor) {
        jdbc.sql("INSERT INTO replies.change (reply, at, actor, kind, version, use, category, title_kk, title_ru,"
                        + " text_kk, text_ru, retired)"
                        + " SELECT id, ?, ?, ?, " + COLUMNS + " FROM replies.reply WHERE id = ?")
                .params(at.atOffset(ZoneOffset.UTC), actor.userId(), kind.name(), after.id())
                .update();
    }

    /** The newest first. */
    List<ReplyChange> changes(long id) {
        return jdbc.sql("SELECT reply AS id, at, actor, kind, " + COLUMNS
                        + " FROM replies.change WHERE reply = ? ORDER BY change.id DESC")
                .param(id)
                .query((row, number) -> new ReplyChange(
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        ReplyChange.Kind.valueOf(row.getString("kind")),
                        reply(row, number)))
                .list();
    }

    private static Reply reply(ResultSet row, int number) throws SQLException {
        String category = row.getString("category");
        return new Reply(
                row.getLong("id"),
                row.getInt("version"),
                ReplyUse.valueOf(row.getString("use")),
                category == null ? null : new CategoryCode(category),
                row.getString("title_kk"),
                row.getString("title_ru"),
                row.getString("text_kk"),
                row.getString("text_ru"),
                row.getBoolean("retired"));
    }
}
