package kz.ikomek.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.util.OnCommittedResponseWrapper;
import org.springframework.web.filter.OncePerRequestFilter;

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

    private static final String TLS_ONLY = "max-age=31536000 ; includeSubDomains";
    private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> headersOfAllAnswers(Environment settings) {
        boolean tls = settings.getProperty("ikomek.tls", Boolean.class, false);
        var filter = new FilterRegistrationBean<OncePerRequestFilter>(new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                var answer = new Answer(response, headers(request, tls));
                try {
                    chain.doFilter(request, answer);
                } finally {
                    if (!request.isAsyncStarted()) {
                        answer.onResponseCommitted();
                    }
                }
            }
        });
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

    private static Map<String, String> headers(HttpServletRequest request, boolean tls) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(CONTENT_SECURITY_POLICY, Programs.ask(path) ? FOR_PROGRAMS : FOR_PAGES);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "same-origin");
        headers.put(
                "Permissions-Policy",
                "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(),"
                        + " display-capture=(), browsing-topics=()");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        if (tls || request.isSecure()) {
            headers.put("Strict-Transport-Security", TLS_ONLY);
        }
        return headers;
    }

    /** Says what is still unsaid at the last moment. */
    private static final class Answer extends OnCommittedResponseWrapper {

        private final Map<String, String> headers;

        Answer(HttpServletResponse response, Map<String, String> headers) {
            super(response);
            this.headers = headers;
        }

        @Override
        protected void onResponseCommitted() {
            disableOnResponseCommitted();
            if (isCommitted()) {
                return;
            }
            headers.forEach((name, value) -> {
                if (!containsHeader(name)) {
                    setHeader(name, value);
                }
            });
        }
    }
}
