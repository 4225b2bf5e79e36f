package kz.ikomek.mail;

import jakarta.mail.MessagingException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.springframework.mail.MailSendException;

/**
 * Tells a mail server's final no to the recipient from every other failure, after which the mail is tried again: the
 * server is away or busy, does not trust us, or dislikes the mail itself.
 */
final class SmtpRefusal {

    /** Codes that speak of a mailbox. */
    private static final Set<Integer> MAILBOX = Set.of(550, 551, 552, 553, 554, 556);

    /** Enhanced codes (RFC 3463) that speak of the protocol or of what we are allowed to, not of the recipient. */
    private static final Pattern ABOUT_US = Pattern.compile("\\b5\\.[57]\\.\\d");

    /** Enhanced codes of an address that does not exist, or of a mailbox that is off or full. */
    private static final Pattern ABOUT_THE_RECIPIENT = Pattern.compile("\\b5\\.(1\\.[0-36]|2\\.[0-2])\\b");

    private SmtpRefusal() {}

    /** Whether the recipient is refused for good. */
    static boolean of(Exception failure) {
        Stream<Exception> causes = failure instanceof MailSendException sending
                ? Arrays.stream(sending.getMessageExceptions())
                : Stream.of(failure);
        return causes.anyMatch(SmtpRefusal::recipientRefused);
    }

    private static boolean recipientRefused(Exception failure) {
        for (Exception e = failure; e instanceof MessagingException messaging; e = messaging.getNextException()) {
            String said = String.valueOf(e.getMessage());
            if (e instanceof SMTPAddressFailedException address
                    && MAILBOX.contains(address.getReturnCode())
                    && !ABOUT_US.matcher(said).find()) {
                return true;
            }
            // Some servers look at the recipient only when they have the whole mail.
            if (e instanceof SMTPSendFailedException sending
                    && MAILBOX.contains(sending.getReturnCode())
                    && ABOUT_THE_RECIPIENT.matcher(said).find()) {
                return true;
            }
        }
        return false;
    }
}
