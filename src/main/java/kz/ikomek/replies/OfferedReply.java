package kz.ikomek.replies;

import org.jspecify.annotations.Nullable;

/**
 * A reply as it is offered beside a form, its placeholders filled.
 *
 * @param decision what the form's field {@code decision} must say; null where nothing is decided
 * @param field key of the form's field that takes the text
 * @param own whether it is one of the appeal's own category, not of all
 */
public record OfferedReply(
        @Nullable String decision,
        String field,
        boolean own,
        String titleKk,
        String titleRu,
        String textKk,
        String textRu) {}
