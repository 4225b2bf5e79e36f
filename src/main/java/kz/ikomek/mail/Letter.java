package kz.ikomek.mail;

import java.time.Instant;
import java.util.UUID;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.Matter;
import kz.ikomek.catalog.Addressee;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.deadlines.Stage;
import kz.ikomek.shared.Language;
import org.jspecify.annotations.Nullable;

/**
 * A mail that a rule demands.
 *
 * @param id of the mail, also of its Message-ID
 * @param deadline that it is about
 * @param stage where the case stood, for an escalation
 * @param level of the ladder, for an escalation; else 0
 * @param at when the step was taken that demands it
 * @param asked the role that the rule names
 * @param agency for whose sake the role was asked; null where none is at work
 * @param addressee who gets it; null when nobody is entered for the role, nor above it
 * @param refused the address that would not take it, for the mail that goes to somebody else instead; else null
 */
record Letter(
        UUID id,
        Matter matter,
        Instant deadline,
        Rule rule,
        @Nullable Stage stage,
        int level,
        Instant at,
        ContactRole asked,
        @Nullable AgencyCode agency,
        @Nullable Addressee addressee,
        @Nullable String refused) {

    AppealNumber number() {
        return matter.number();
    }

    enum Rule {
        ESCALATION,
        DANGER,
        /** Several mails to one recipient in one. */
        DIGEST,
        /** An address takes no mail. */
        ALARM,
        /** An entry of the directory is said to be wrong. */
        CORRECTION
    }

    /** Who gets mails together. */
    record Recipient(String address, String addressee, Language language) {}

    /** A mail as one line of a digest, or what of it is known before it is written out. */
    record Line(
            UUID id,
            AppealNumber number,
            @Nullable Stage stage,
            ContactRole role,
            String category,
            String place,
            Instant due,
            String notes) {}

    /** What of it is waiting to be sent; without a number when it is about no single appeal. */
    record Waiting(
            UUID id,
            @Nullable AppealNumber number,
            String address,
            String subject,
            String text,
            String html,
            Instant demandedAt,
            int attempts) {}
}
