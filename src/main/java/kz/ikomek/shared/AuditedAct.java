package kz.ikomek.shared;

import org.jspecify.annotations.Nullable;

/**
 * Something that an administrator or a member of the staff did and that must be found again: published where it is done,
 * and recorded in the same transaction, so that act and record stand or fall together. Holds no personal data of
 * residents, because it is kept for good.
 *
 * @param actor who did it; for a login that failed, {@code system:login}
 * @param kind what was done
 * @param subject whom or what it was done to, as a code, login, number or file; null where there is none
 * @param detail what else is to be known, in a few words; null when nothing
 */
public record AuditedAct(
        Actor actor,
        Kind kind,
        @Nullable String subject,
        @Nullable String detail) {

    /** What is recorded by those who do it; changes of catalogue, contacts, calendar and replies the database takes over. */
    public enum Kind {
        LOGGED_IN,
        LOGIN_FAILED,
        LOGGED_OUT,
        LOCKED,
        UNLOCKED,
        PASSWORD_SET,
        PASSWORD_REQUIRED,
        MODEL_DEPLOYED,
        DOWNLOADED
    }
}
