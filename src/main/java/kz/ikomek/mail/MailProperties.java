package kz.ikomek.mail;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import kz.ikomek.deadlines.WorkingCalendar;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How mail is sent.
 *
 * @param from the sender's address
 * @param baseUrl address under which staff reach this application; links in mails begin with it
 * @param retries pauses after a try that failed, growing; after the last the mail is a dead letter
 * @param lease how long one node keeps a mail to itself while it sends; longer than all SMTP timeouts together
 * @param batch mails taken at once; all of them are to be through before the lease ends, even at a slow server
 * @param gather how long a mail may wait at most for others to the same recipient that fall due with it
 * @param digest most lines of one digest; more make another one
 * @param quiet when people outside the centre get no mail that can wait
 * @param linkKey signs the links in mails, at least 32 characters; when it is missing a key is made once and kept
 * @param bounces the mailbox in which delivery reports arrive
 */
@Validated
@ConfigurationProperties("ikomek.mail")
record MailProperties(
        @DefaultValue("109@ikomek.example") @Email String from,
        @NotNull URI baseUrl,

        @DefaultValue({"30s", "2m", "10m", "30m", "2h", "6h", "12h"}) @NotEmpty
        List<Duration> retries,

        @DefaultValue("2m") Duration lease,
        @DefaultValue("4") @Min(1) int batch,
        @DefaultValue("1m") Duration gather,
        @DefaultValue("1000") @Min(2) int digest,
        @DefaultValue @Valid Quiet quiet,
        @Nullable @Size(min = 32) String linkKey,
        @DefaultValue @Valid Bounces bounces) {

    /**
     * The quiet hours, every day, in Shymkent; also over midnight. None when both ends are equal.
     *
     * @param from the first minute of them
     * @param until when mail goes out again
     */
    record Quiet(
            @DefaultValue("21:00") @NotNull LocalTime from,
            @DefaultValue("08:00") @NotNull LocalTime until) {

        /** When a mail of this instant may leave: at once, or at the end of the quiet hours. */
        Instant leaves(Instant at) {
            ZonedDateTime local = at.atZone(WorkingCalendar.ZONE);
            LocalTime time = local.toLocalTime();
            boolean overMidnight = from.isAfter(until);
            boolean quiet = overMidnight
                    ? !time.isBefore(from) || time.isBefore(until)
                    : !time.isBefore(from) && time.isBefore(until);
            if (!quiet) {
                return at;
            }
            var day = time.isBefore(until)
                    ? local.toLocalDate()
                    : local.toLocalDate().plusDays(1);
            return day.atTime(until).atZone(WorkingCalendar.ZONE).toInstant();
        }
    }

    /**
     * Where delivery reports are read; off without a host.
     *
     * @param protocol {@code imaps} or {@code imap}
     */
    record Bounces(
            @Nullable String host,
            @DefaultValue("993") @Min(1) @Max(65535) int port,
            @DefaultValue("") String username,
            @DefaultValue("") String password,

            @DefaultValue("imaps") @Pattern(regexp = "imaps?")
            String protocol,

            @DefaultValue("INBOX") @NotBlank String folder) {

        /** Whoever names a host names the login too. */
        @AssertTrue(message = "needs username and password")
        boolean isComplete() {
            return host == null || !username.isBlank() && !password.isEmpty();
        }

        @Override
        public String toString() {
            return protocol + "://" + host + ":" + port + "/" + folder;
        }
    }
}
