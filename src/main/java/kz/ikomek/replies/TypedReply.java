package kz.ikomek.replies;

/**
 * A reply as it was typed, not yet checked.
 *
 * @param use name of a {@link ReplyUse}
 * @param category code, or empty for all
 */
public record TypedReply(String use, String category, String titleKk, String titleRu, String textKk, String textRu) {

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
