package kz.ikomek.mail;

import java.time.Instant;
import java.util.UUID;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.catalog.Contact;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.deadlines.Stage;
import org.jspecify.annotations.Nullable;

/**
 * A mail that a rule demands.
 *
 * @param stage where the case stood, for an escalation
 * @param level of the ladder, for an escalation; else 0
 * @param at when the step was taken that demands it
 * @param asked the role that the rule names
 * @param contact who gets it; null when nobody is entered for the role, nor above it
 */
record Letter(
        AppealNumber number,
        Rule rule,
        @Nullable Stage stage,
        int level,
        Instant at,
        ContactRole asked,
        @Nullable Contact contact) {

    enum Rule {
        ESCALATION,
        DANGER
    }

    /** What of it is waiting to be sent. */
    record Waiting(
            UUID id,
            AppealNumber number,
            String address,
            String subject,
            String text,
            String html,
            Instant demandedAt,
            int attempts) {}
}
