package kz.ikomek.mail;

import java.time.Instant;
import java.util.UUID;
import kz.ikomek.catalog.ContactRole;
import org.jspecify.annotations.Nullable;

/**
 * A mail about an appeal, as staff read of it.
 *
 * @param role of the person it goes to
 * @param addressee name of that person; empty when nobody is entered
 * @param demandedAt when the step was taken that demands the mail
 * @param leavesAt when it may leave, for one that gathers; when it is tried next, for one that waits; else without
 *     meaning
 * @param digest the mail in which it leaves, with others to the same person; null for one that leaves alone
 * @param attempts tries so far
 * @param sentAt when the mail server took it; null while it waits or when it is dead
 */
public record MailView(
        UUID id,
        String subject,
        ContactRole role,
        String addressee,
        String address,
        Instant demandedAt,
        State state,
        Instant leavesAt,
        @Nullable UUID digest,
        int attempts,
        @Nullable Instant sentAt) {

    /** What became of it. */
    public enum State {
        /** Waits for others to the same person that fall due with it, or for the end of the quiet hours. */
        GATHERING,
        /** Leaves with others in a digest that waits. */
        BUNDLED,
        /** To be sent, or to be tried again. */
        WAITING,
        /** The mail server took it, alone or in a digest. */
        SENT,
        /** The address takes no mail; it went to somebody else instead. */
        REFUSED,
        /** Given up after the last try, or nobody to write to; an alarm was raised. */
        DEAD
    }
}
