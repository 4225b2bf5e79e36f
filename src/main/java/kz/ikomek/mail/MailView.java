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
        int attempts,
        @Nullable Instant sentAt) {

    /** What became of it. */
    public enum State {
        /** To be sent, or to be tried again. */
        WAITING,
        /** The mail server took it. */
        SENT,
        /** Given up after the last try, or nobody to write to; an alarm was raised. */
        DEAD
    }
}
