package kz.ikomek.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class MailSettingsTest {

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Settings.class)
            .withPropertyValues("ikomek.mail.base-url=https://109.example");

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(MailProperties.class)
    static class Settings {}

    @Test
    void withoutSettingsNightIsQuietAndNoMailboxIsRead() {
        context.run(started -> {
            var mail = started.getBean(MailProperties.class);
            assertThat(mail.quiet()).isEqualTo(new MailProperties.Quiet(LocalTime.of(21, 0), LocalTime.of(8, 0)));
            assertThat(mail.gather()).isEqualTo(Duration.ofMinutes(1));
            assertThat(mail.bounces().host()).isNull();
            assertThat(mail.linkKey()).isNull();
        });
    }

    @Test
    void eachIsTakenAsItIsWritten() {
        context.withPropertyValues(
                        "ikomek.mail.quiet.from=22:30",
                        "ikomek.mail.quiet.until=07:15",
                        "ikomek.mail.bounces.host=imap.example",
                        "ikomek.mail.bounces.username=bounces",
                        "ikomek.mail.bounces.password=secret")
                .run(started -> {
                    var mail = started.getBean(MailProperties.class);
                    assertThat(mail.quiet())
                            .isEqualTo(new MailProperties.Quiet(LocalTime.of(22, 30), LocalTime.of(7, 15)));
                    assertThat(mail.bounces())
                            .isEqualTo(new MailProperties.Bounces(
                                    "imap.example", 993, "bounces", "secret", "imaps", "INBOX"));
                    assertThat(mail.toString()).doesNotContain("secret");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ikomek.mail.quiet.from=late",
                "ikomek.mail.quiet.until=25:00",
                "ikomek.mail.link-key=short",
                "ikomek.mail.digest=1",
                "ikomek.mail.bounces.host=imap.example",
                "ikomek.mail.bounces.port=0",
                "ikomek.mail.bounces.protocol=pop3",
                "ikomek.mail.bounces.folder="
            })
    void whatCannotBeMeantStopsTheStart(String setting) {
        context.withPropertyValues(setting).run(started -> assertThat(started).hasFailed());
    }
}
