package kz.ikomek.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import kz.ikomek.shared.Language;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/** The texts of all features, and who reads them in which language: every bundle {@code messages/<feature>_{kk,ru,en}.properties}, none of them a fallback. */
@Configuration(proxyBeanMethods = false)
class Languages {

    /** Name of the parameter that changes the language, and of the cookie that keeps it. */
    static final String SWITCH = "language";

    @Bean
    MessageSource messageSource() throws IOException {
        String suffix = "_" + Language.KK.tag() + ".properties";
        String[] bundles = Arrays.stream(
                        new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*" + suffix))
                .map(file -> Objects.requireNonNull(file.getFilename()))
                .map(name -> "messages/" + name.substring(0, name.length() - suffix.length()))
                .distinct()
                .sorted()
                .toArray(String[]::new);
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames(bundles);
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        messages.setDefaultLocale(Language.KK.locale());
        return messages;
    }

    /**
     * The language of a browser, in a cookie that the scripts of Tasklist read too; Kazakh until somebody chooses. A
     * login sets it to what the person chose: {@link LanguageAtLogin}.
     */
    @Bean
    LocaleResolver localeResolver(@Value("${ikomek.tls}") boolean tls) {
        var resolver = new CookieLocaleResolver(SWITCH);
        resolver.setDefaultLocale(Language.KK.locale());
        resolver.setCookieMaxAge(Duration.ofDays(365));
        resolver.setCookieSameSite("Lax");
        resolver.setCookieSecure(tls);
        return resolver;
    }
}
