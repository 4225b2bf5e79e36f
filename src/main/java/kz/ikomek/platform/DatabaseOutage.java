package kz.ikomek.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import kz.ikomek.shared.DatabaseUnreachable;
import kz.ikomek.shared.FailureAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What is answered while the database cannot be reached, whatever part of the server noticed it: 503 with {@code
 * Retry-After}, for people our error page, for programs problem details (RFC 9457). Logged as one line without the
 * words of the exception, the query or the body.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseOutage {

    private static final Logger log = LoggerFactory.getLogger(DatabaseOutage.class);

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> databaseOutageAnswers(FailureAnswer answer) {
        var filter = new FilterRegistrationBean<OncePerRequestFilter>(new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                try {
                    chain.doFilter(request, response);
                } catch (RuntimeException | ServletException e) {
                    if (response.isCommitted() || !DatabaseUnreachable.caused(e)) {
                        throw e;
                    }
                    log.error(
                            "The database cannot be reached or has no room: {} {} is answered with 503",
                            request.getMethod(),
                            LoggedPath.of(FailureAnswer.path(request)));
                    response.setHeader(
                            HttpHeaders.RETRY_AFTER, Long.toString(DatabaseUnreachable.TRY_AGAIN.toSeconds()));
                    answer.send(request, response, HttpStatus.SERVICE_UNAVAILABLE, DatabaseUnreachable.SENTENCE);
                }
            }
        });
        // Outside of the login too, which asks the database.
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return filter;
    }
}
