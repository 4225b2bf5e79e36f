package kz.ikomek.mail;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
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
 */
@Validated
@ConfigurationProperties("ikomek.mail")
record MailProperties(
        @DefaultValue("109@ikomek.example") @Email String from,
        @NotNull URI baseUrl,

        @DefaultValue({"30s", "2m", "10m", "30m", "2h", "6h", "12h"}) @NotEmpty
        List<Duration> retries,

        @DefaultValue("2m") Duration lease,
        @DefaultValue("4") @Min(1) int batch) {}
