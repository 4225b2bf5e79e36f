package kz.ikomek.platform;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import kz.ikomek.shared.FailureAnswer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away whoever asks too often with 429 and {@code Retry-After}: by address before anything else is done for the
 * request, above all before a password is hashed; by person right after the login is known. The address is the one that
 * the server sees, so that what a request says of itself counts only where the server trusts a proxy.
 */
@Configuration(proxyBeanMethods = false)
class RateLimiting {

    /** Attribute of a request: the seconds to wait, for the error page. */
    static final String RETRY_AFTER = "retryAfter";

    private static final int AFTER_THE_LOGIN = 0;

    @Bean
    RateLimits rateLimits(LimitProperties settings) {
        return new RateLimits(settings, TimeMeter.SYSTEM_NANOTIME);
    }

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> limitsByAddress(
            RateLimits limits, FailureAnswer answer, MeterRegistry meters) {
        var refusal = new Refusing(answer, meters);
        var filter = new FilterRegistrationBean<OncePerRequestFilter>(new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                var limit = Limit.byAddress(request);
                var wait = limit.flatMap(one -> limits.take(one, request.getRemoteAddr(), null));
                if (wait.isPresent()) {
                    refusal.refuse(limit.orElseThrow(), wait.get(), request, response);
                    return;
                }
                chain.doFilter(request, response);
            }
        });
        // Inside of what answers for a database that is gone.
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
        return filter;
    }

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> limitsByPerson(
            RateLimits limits, FailureAnswer answer, MeterRegistry meters) {
        var refusal = new Refusing(answer, meters);
        var filter = new FilterRegistrationBean<OncePerRequestFilter>(new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                Principal person = request.getUserPrincipal();
                Duration wait = person == null || !Limit.isSearch(request)
                        ? null
                        : limits.take(Limit.SEARCHES, request.getRemoteAddr(), person.getName())
                                .orElse(null);
                if (wait != null) {
                    refusal.refuse(Limit.SEARCHES, wait, request, response);
                    return;
                }
                chain.doFilter(request, response);
            }
        });
        filter.setOrder(AFTER_THE_LOGIN);
        return filter;
    }

    /** A shift that comes to work behind one address, and a program that logs in with each call, are no attack. */
    @Bean
    ApplicationListener<AuthenticationSuccessEvent> rightPasswordsDoNotCount(RateLimits limits) {
        return event -> {
            if (event.getAuthentication().getDetails() instanceof WebAuthenticationDetails from) {
                @Nullable String address = from.getRemoteAddress();
                if (address != null) {
                    limits.giveBack(Limit.LOGIN, address);
                }
            }
        };
    }

    private record Refusing(FailureAnswer answer, MeterRegistry meters) {

        void refuse(Limit limit, Duration wait, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            meters.counter("ikomek.limits.refused", "limit", limit.name()).increment();
            String seconds = Long.toString(wait.toSeconds());
            response.setHeader(HttpHeaders.RETRY_AFTER, seconds);
            request.setAttribute(RETRY_AFTER, seconds);
            answer.send(request, response, HttpStatus.TOO_MANY_REQUESTS, "error.429.detail", seconds);
        }
    }
}
