package kz.ikomek.replies;

import kz.ikomek.catalog.CategoryCode;
import org.jspecify.annotations.Nullable;

/**
 * A canned reply.
 *
 * @param version counts the changes, from 1
 * @param category whose appeals it is offered for; null for all
 * @param retired whether it is offered no more
 */
public record Reply(
        long id,
        int version,
        ReplyUse use,
        @Nullable CategoryCode category,
        String titleKk,
        String titleRu,
        String textKk,
        String textRu,
        boolean retired) {}
