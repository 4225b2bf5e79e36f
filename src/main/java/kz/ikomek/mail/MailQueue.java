package kz.ikomek.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The mails that have not left yet, given up ones apart.
 *
 * @param waiting how many there are: due ones, those of quiet hours, those that gather for a digest
 * @param oldestDemanded when a step demanded the oldest of them; null when none waits
 * @param nextLeaves when the first of them may leave, in the past when the sender is late; null when none waits
 */
public record MailQueue(
        long waiting,
        @Nullable Instant oldestDemanded,
        @Nullable Instant nextLeaves) {}
