package kz.ikomek.replies;

import org.jspecify.annotations.Nullable;

/**
 * A reply as it was typed, not yet checked.
 *
 * @param use name of a {@link ReplyUse}
 * @param category code, or empty for all
 */
public record TypedReply(String use, String category, String titleKk, String titleRu, String textKk, String textRu) {

    /** A field that was not sent is empty. */
    public TypedReply {
        use = text(use);
        category = text(category);
        titleKk = text(titleKk);
        titleRu = text(titleRu);
        textKk = text(textKk);
        textRu = text(textRu);
    }

    private static String text(@Nullable String sent) {
        return sent == null ? "" : sent;
    }

    /** An empty form. */
    public static final TypedReply NOTHING = new TypedReply("", "", "", "", "", "");

    /** What stands in the form of a reply that is changed. */
    public static TypedReply of(Reply reply) {
        return new TypedReply(
                reply.use().name(),
                reply.category() == null ? "" : reply.category().value(),
                reply.titleKk(),
                reply.titleRu(),
                reply.textKk(),
                reply.textRu());
    }
}
