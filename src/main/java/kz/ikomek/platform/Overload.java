package kz.ikomek.platform;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import kz.ikomek.shared.FailureAnswer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets so many requests in at once as there are connections for, and a few wait for two seconds; whoever comes beyond that is
 * refused at once with 503 and {@code Retry-After}. Without it everybody waits longer and longer, gives up, and asks again.
 * Who has a caller on the line, and the telephone system, are refused last. What watches the centre is never refused. Why:
 * ADR 0023.
 */
@Configuration(proxyBeanMethods = false)
class Overload {

    /** Attribute of a request, and kind of the error page: refused because of too many others. */
    static final String BUSY = "busy";

    /** After what time it is worth trying again, and how long one waits to be let in. */
    private static final int SECONDS = 2;

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> overloadRefused(
            LimitProperties limits, FailureAnswer answer, MeterRegistry meters) {
        var door = new Door(limits, answer, meters.counter("ikomek.requests.refused"));
        Gauge.builder("ikomek.requests.waiting", door.waiting, AtomicInteger::get)
                .description("Requests that wait to be let in")
                .register(meters);
        var filter = new FilterRegistrationBean<OncePerRequestFilter>(door);
        // Inside of what answers for a database that is gone, and of the limits by address: a flood does not wait here.
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 4);
        return filter;
    }

    private static final class Door extends OncePerRequestFilter {

        private final Semaphore places;
        private final AtomicInteger waiting = new AtomicInteger();
        private final int most;
        private final FailureAnswer answer;
        private final Counter refused;

        Door(LimitProperties limits, FailureAnswer answer, Counter refused) {
            this.places = new Semaphore(limits.atOnce());
            this.most = limits.waiting();
            this.answer = answer;
            this.refused = refused;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String path = FailureAnswer.path(request);
            if (path.startsWith("/actuator/")) {
                chain.doFilter(request, response);
            } else if (isLetIn(path)) {
                try {
                    chain.doFilter(request, response);
                } finally {
                    places.release();
                }
            } else {
                refuse(request, response);
            }
        }

        private boolean isLetIn(String path) {
            if (places.tryAcquire()) {
                return true;
            }
            try {
                return waiting.incrementAndGet() <= (isUrgent(path) ? most : most / 2)
                        && places.tryAcquire(SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                waiting.decrementAndGet();
            }
        }

        private static boolean isUrgent(String path) {
            return path.equals("/desk") || path.startsWith("/desk/") || path.startsWith("/api/telephony/");
        }

        private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
            refused.increment();
            response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(SECONDS));
            request.setAttribute(RateLimiting.RETRY_AFTER, SECONDS);
            request.setAttribute(BUSY, true);
            answer.send(request, response, HttpStatus.SERVICE_UNAVAILABLE, "error.busy.detail", SECONDS);
        }
    }
}
