package kz.ikomek.mail;

import java.time.Instant;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.shared.Language;

/**
 * A mail as it would be sent. Its link to take the appeal under control leads nowhere.
 *
 * @param role of the person it would go to: the one asked for, or the next above
 * @param addressee name of that person; empty when nobody is entered
 * @param leavesAt when it would leave at the earliest; later than the step for quiet hours. With others to the same
 *     person that fall due together it would leave as one line of a digest
 */
public record MailPreview(
        ContactRole role,
        String addressee,
        String address,
        Language language,
        String subject,
        String text,
        String html,
        Instant leavesAt) {}
