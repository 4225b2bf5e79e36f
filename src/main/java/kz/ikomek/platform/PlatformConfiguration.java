package kz.ikomek.platform;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PlatformConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** The data source depends on it, so it stops after the last connection is closed. */
    @Bean
    @ConditionalOnProperty("ikomek.embedded-database")
    EmbeddedDatabase embeddedDatabase(@Value("${ikomek.data-directory}") Path folder) {
        return new EmbeddedDatabase(folder);
    }

    @Bean
    @ConditionalOnProperty("ikomek.mail-catcher")
    MailCatcher mailCatcher(@Value("${spring.mail.port}") int port) {
        return new MailCatcher(port);
    }
}
