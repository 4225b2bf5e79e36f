package kz.ikomek.replies;

import java.time.Instant;

/**
 * One line of a reply's journal.
 *
 * @param at UTC
 * @param actor login, or {@code system} for those that the product ships
 * @param after the reply as it was left
 */
public record ReplyChange(Instant at, String actor, Kind kind, Reply after) {

    /** What was done. */
    public enum Kind {
        ADDED,
        CHANGED,
        RETIRED,
        RESTORED
    }
}
