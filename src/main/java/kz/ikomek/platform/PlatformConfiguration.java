package kz.ikomek.platform;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.time.Clock;
import kz.ikomek.shared.StartupRefused;
import org.postgresql.Driver;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;
import org.springframework.web.servlet.DispatcherServlet;

@Configuration(proxyBeanMethods = false)
class PlatformConfiguration {

    private static final int MOST_LANGUAGES = 10_000;

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** The driver itself says whether it understands the address; its own refusal would be a page of stack trace. */
    @Bean
    static BeanFactoryPostProcessor databaseAddressIsOne(Environment environment) {
        return beans -> {
            String address = environment.getProperty("spring.datasource.url");
            if (address != null && Driver.parseURL(address, null) == null) {
                throw new StartupRefused(
                        "The setting spring.datasource.url must be written as jdbc:postgresql://host:port/database.");
            }
        };
    }

    /** Escalations would be written and never sent. */
    @Bean
    static BeanFactoryPostProcessor mailServerIsNamed(Environment environment) {
        return beans -> {
            if (!environment.containsProperty("spring.mail.host")) {
                throw new StartupRefused(
                        "There is a database but no mail server: set spring.mail.host and start again.");
            }
        };
    }

    /** The data source depends on it, so it stops after the last connection is closed. */
    @Bean
    @ConditionalOnProperty("ikomek.embedded-database")
    EmbeddedDatabase embeddedDatabase(@Value("${ikomek.data-directory}") Path folder) {
        return new EmbeddedDatabase(folder);
    }

    @Bean
    @ConditionalOnProperty("ikomek.embedded-database")
    FlywayConnectionDetails ownerOfTheEmbeddedDatabase(EmbeddedDatabase database) {
        return database.owner();
    }

    @Bean
    @ConditionalOnProperty("ikomek.mail-catcher")
    MailCatcher mailCatcher(@Value("${spring.mail.port}") int port) {
        return new MailCatcher(port);
    }

    /** Nothing of a request that has failed is read a second time to tell so: its files may be why it failed. */
    @Bean(DispatcherServlet.MULTIPART_RESOLVER_BEAN_NAME)
    MultipartResolver filesOfRequestsThatHaveNotFailed() {
        return new StandardServletMultipartResolver() {
            @Override
            public boolean isMultipart(HttpServletRequest request) {
                return request.getDispatcherType() != DispatcherType.ERROR && super.isMultipart(request);
            }
        };
    }

    /** What a browser prefers beyond the tenth language is no reason to fail; its length is bounded as every header's. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> allLanguagesOfABrowser() {
        return server -> server.addConnectorCustomizers(connector -> connector.setMaxLocaleCount(MOST_LANGUAGES));
    }
}
