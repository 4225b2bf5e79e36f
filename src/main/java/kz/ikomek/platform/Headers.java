package kz.ikomek.platform;

import java.time.Duration;
import java.util.List;
import kz.ikomek.shared.FailureAnswer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * What every answer tells the browser to refuse: scripts, styles and frames of others, guessed types, being framed, and
 * connections without TLS where there is TLS. An answer that says something of its own, as a mail shown in a frame does
 * or a page of the engine with its nonce, keeps it. Outside of all other filters, so that no answer goes without.
 */
@Configuration(proxyBeanMethods = false)
class Headers {

    static final String FOR_PAGES = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'";
    static final String FOR_PROGRAMS =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    private static final long ONE_YEAR = Duration.ofDays(365).toSeconds();

    @Bean
    FilterRegistrationBean<HeaderWriterFilter> headersOfAllAnswers(@Value("${ikomek.tls}") boolean tls) {
        RequestMatcher programs = request -> FailureAnswer.isForPrograms(FailureAnswer.path(request));
        var tlsOnly = new HstsHeaderWriter(ONE_YEAR, true);
        if (tls) {
            tlsOnly.setRequestMatcher(AnyRequestMatcher.INSTANCE);
        }
        var filter = new FilterRegistrationBean<>(new HeaderWriterFilter(List.of(
                new DelegatingRequestMatcherHeaderWriter(programs, new ContentSecurityPolicyHeaderWriter(FOR_PROGRAMS)),
                new DelegatingRequestMatcherHeaderWriter(
                        new NegatedRequestMatcher(programs), new ContentSecurityPolicyHeaderWriter(FOR_PAGES)),
                tlsOnly,
                new StaticHeadersWriter("X-Content-Type-Options", "nosniff"),
                new StaticHeadersWriter("X-Frame-Options", "DENY"),
                new StaticHeadersWriter("Referrer-Policy", "same-origin"),
                new StaticHeadersWriter(
                        "Permissions-Policy",
                        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(),"
                                + " display-capture=(), browsing-topics=()"),
                new StaticHeadersWriter("Cross-Origin-Resource-Policy", "same-origin"))));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /** For the login's filter chains: what the browser may not keep is still theirs to say, all else is said here. */
    static void ours(HeadersConfigurer<HttpSecurity> headers) {
        headers.frameOptions(frame -> frame.disable())
                .httpStrictTransportSecurity(tls -> tls.disable())
                .contentTypeOptions(types -> types.disable())
                .xssProtection(filter -> filter.disable());
    }
}
