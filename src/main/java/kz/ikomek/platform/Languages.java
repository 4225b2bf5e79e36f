package kz.ikomek.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import kz.ikomek.shared.Language;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/** The texts of all features, and who reads them in which language: every bundle {@code messages/<feature>_{kk,ru,en}.properties}, none of them a fallback. */
@Configuration(proxyBeanMethods = false)
class Languages {

    /** Name of the cookie, and of the parameter that changes it. */
    private static final String COOKIE = "language";

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
     * Everybody reads in the language chosen on the login page, kept in a cookie of that browser that Tasklist's script
     * reads too; Kazakh until somebody chooses.
     */
    @Bean
    LocaleResolver localeResolver() {
        var resolver = new CookieLocaleResolver(COOKIE);
        resolver.setDefaultLocale(Language.KK.locale());
        resolver.setCookieMaxAge(Duration.ofDays(365));
        resolver.setCookieSameSite("Lax");
        return resolver;
    }

    @Bean
    WebMvcConfigurer languageSwitch() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                var change = new LocaleChangeInterceptor();
                change.setParamName(COOKIE);
                change.setIgnoreInvalidLocale(true);
                registry.addInterceptor(change);
            }
        };
    }
}
