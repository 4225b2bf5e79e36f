package kz.ikomek.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.angus.mail.dsn.DeliveryStatus;
import org.eclipse.angus.mail.dsn.MultipartReport;
import org.jspecify.annotations.Nullable;

/**
 * A delivery report (RFC 3464) about one of our mails.
 *
 * @param mail by its Message-ID
 * @param failed whether it is final that the mail does not arrive; else it is late, or it arrived
 * @param why what the mail server says
 */
record BounceReport(UUID mail, boolean failed, String why) {

    private static final Pattern MESSAGE_ID =
            Pattern.compile("<([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@[^>\\s]+>");

    private static final int LONGEST = 500;

    /** What a message reports; empty when it is no delivery report, or about no mail of ours. */
    static Optional<BounceReport> of(Message message) throws MessagingException, IOException {
        if (!message.isMimeType("multipart/report")) {
            return Optional.empty();
        }
        var parts = message.getContent() instanceof MultipartReport report
                ? report
                : new MultipartReport(message.getDataHandler().getDataSource());
        UUID mail = mail(parts.getReturnedMessage(), message);
        return mail != null && parts.getReport() instanceof DeliveryStatus status
                ? Optional.of(of(mail, status))
                : Optional.empty();
    }

    private static BounceReport of(UUID mail, DeliveryStatus status) {
        for (int i = 0; i < status.getRecipientDSNCount(); i++) {
            InternetHeaders recipient = status.getRecipientDSN(i);
            if (header(recipient, "Action").strip().toLowerCase(Locale.ROOT).startsWith("failed")) {
                String why = (header(recipient, "Status") + " " + header(recipient, "Diagnostic-Code"))
                        .replaceAll("\\s+", " ")
                        .strip();
                return new BounceReport(mail, true, why.length() > LONGEST ? why.substring(0, LONGEST) : why);
            }
        }
        return new BounceReport(mail, false, "");
    }

    private static @Nullable UUID mail(@Nullable MimeMessage returned, Message report) throws MessagingException {
        return Stream.of(
                        returned == null ? null : returned.getHeader("Message-ID"),
                        report.getHeader("In-Reply-To"),
                        report.getHeader("References"))
                .flatMap(values -> values == null ? Stream.empty() : Arrays.stream(values))
                .map(MESSAGE_ID::matcher)
                .filter(Matcher::find)
                .map(found -> UUID.fromString(found.group(1)))
                .findFirst()
                .orElse(null);
    }

    private static String header(InternetHeaders headers, String name) {
        String value = headers.getHeader(name, " ");
        return value == null ? "" : value;
    }
}
