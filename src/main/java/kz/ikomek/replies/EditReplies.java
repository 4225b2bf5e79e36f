package kz.ikomek.replies;

import java.time.Clock;
import java.util.Arrays;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes the canned replies. Whoever calls has checked the right to do so. Nothing is deleted; all is journalled. */
@Component
@Transactional
public class EditReplies {

    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_TEXT = 2000;

    private final ReplyStore store;
    private final Catalog catalog;
    private final Clock clock;

    EditReplies(ReplyStore store, Catalog catalog, Clock clock) {
        this.store = store;
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * Adds a reply.
     *
     * @throws Refusal naming the field that is missing, too long, no choice, or has an unknown placeholder
     */
    public Reply add(TypedReply typed, Actor actor) {
        return add(read(typed, null), null, actor);
    }

    /** One that the product ships, once and for all: it is not added again after it was changed or retired. */
    void ship(String seed, TypedReply typed) {
        CategoryCode evenRetired = typed.category().isEmpty() ? null : new CategoryCode(typed.category());
        add(read(typed, evenRetired), seed, Actor.SYSTEM);
    }

    /**
     * Changes a reply.
     *
     * @param version that the change was made from
     * @throws Refusal as {@link #add}, or with the code {@code replies.stale} when somebody changed it meanwhile
     */
    public Reply change(long id, int version, TypedReply typed, Actor actor) {
        Reply before = find(id);
        Reply after = read(typed, before.category());
        return save(with(after, id, version, before.retired()), ReplyChange.Kind.CHANGED, actor);
    }

    /**
     * Offers a reply no more.
     *
     * @throws Refusal with the code {@code replies.stale} when somebody changed it meanwhile
     */
    public void retire(long id, int version, Actor actor) {
        save(with(find(id), id, version, true), ReplyChange.Kind.RETIRED, actor);
    }

    /**
     * Offers a retired reply again.
     *
     * @throws Refusal with the code {@code replies.stale} when somebody changed it meanwhile
     */
    public void restore(long id, int version, Actor actor) {
        save(with(find(id), id, version, false), ReplyChange.Kind.RESTORED, actor);
    }

    /**
     * Checks what was typed and saves nothing.
     *
     * @param before the reply that is changed; null for a new one
     * @throws Refusal as {@link #add}
     */
    @Transactional(readOnly = true)
    public void check(TypedReply typed, @Nullable Reply before) {
        read(typed, before == null ? null : before.category());
    }

    private Reply find(long id) {
        return store.find(id).orElseThrow(() -> new Refusal("replies.stale", null));
    }

    private Reply add(Reply reply, @Nullable String seed, Actor actor) {
        Reply added = store.insert(reply, seed);
        if (added == null) {
            return reply;
        }
        store.journal(added, ReplyChange.Kind.ADDED, clock.instant(), actor);
        return added;
    }

    private Reply save(Reply reply, ReplyChange.Kind kind, Actor actor) {
        Reply saved = store.update(reply);
        if (saved == null) {
            throw new Refusal("replies.stale", null);
        }
        store.journal(saved, kind, clock.instant(), actor);
        return saved;
    }

    private Reply read(TypedReply typed, @Nullable CategoryCode kept) {
        return new Reply(
                0,
                1,
                use(typed.use()),
                category(typed.category(), kept),
                required(typed.titleKk(), "titleKk", LONGEST_TITLE),
                required(typed.titleRu(), "titleRu", LONGEST_TITLE),
                text(typed.textKk(), "textKk"),
                text(typed.textRu(), "textRu"),
                false);
    }

    private static ReplyUse use(String typed) {
        if (typed.isBlank()) {
            throw new Refusal("shared.required", "use");
        }
        return Arrays.stream(ReplyUse.values())
                .filter(use -> use.name().equals(typed))
                .findFirst()
                .orElseThrow(() -> new Refusal("shared.unknown-choice", "use"));
    }

    /** A category that was retired meanwhile stays with the reply that has it. */
    private @Nullable CategoryCode category(String typed, @Nullable CategoryCode kept) {
        if (typed.isBlank()) {
            return null;
        }
        var code = new CategoryCode(typed);
        return code.equals(kept) ? code : catalog.offered(code).code();
    }

    private static String text(String typed, String field) {
        String text = required(typed, field, LONGEST_TEXT);
        Placeholder.check(text, field);
        return text;
    }

    private static String required(String typed, String field, int most) {
        String text = typed.replace("\r\n", "\n").replace("\u0000", "").strip();
        if (text.isEmpty()) {
            throw new Refusal("shared.required", field);
        }
        if (text.length() > most) {
            throw new Refusal("shared.too-long", field, most);
        }
        return text;
    }

    private static Reply with(Reply reply, long id, int version, boolean retired) {
        return new Reply(
                id,
                version,
                reply.use(),
                reply.category(),
                reply.titleKk(),
                reply.titleRu(),
                reply.textKk(),
                reply.textRu(),
                retired);
    }
}
