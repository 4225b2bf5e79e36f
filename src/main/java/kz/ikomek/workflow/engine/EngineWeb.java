package kz.ikomek.workflow.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.function.BiPredicate;
import kz.ikomek.shared.FailureAnswer;
import kz.ikomek.staff.StaffMember;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends logins whose rights have changed, has a first password changed before anything else; hands the others over to the engine's web applications and its REST interface,
 * whose pages start safely.
 */
@Configuration(proxyBeanMethods = false)
class EngineWeb {

    private static final Logger log = LoggerFactory.getLogger(EngineWeb.class);

    /** Before the login, whose check of a password is dear. */
    @Bean
    FilterRegistrationBean<Filter> nothingThatNobodyIsOffered() {
        return offered(
                (request, path) -> OfferedRest.toAnybody(request.getMethod(), path),
                SecurityProperties.DEFAULT_FILTER_ORDER - 1);
    }

    @Bean
    FilterRegistrationBean<Filter> nothingThatOthersAreOffered() {
        return offered(
                (request, path) -> {
                    var login = SecurityContextHolder.getContext().getAuthentication();
                    return login != null
                            && login.getPrincipal() instanceof StaffMember member
                            && OfferedRest.to(request.getMethod(), path, member.groups());
                },
                103);
    }

    private static FilterRegistrationBean<Filter> offered(BiPredicate<HttpServletRequest, String> offered, int order) {
        var filter = new FilterRegistrationBean<Filter>(new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                String path = FailureAnswer.path(request);
                if (!offered.test(request, path)) {
                    log.debug("{} {} is not offered to whoever asks", request.getMethod(), path);
                    response.sendError(HttpServletResponse.SC_FORBIDDEN);
                    return;
                }
                chain.doFilter(
                        OfferedRest.isListOfVersions(request.getMethod(), path) ? new Bounded(request) : request,
                        response);
            }
        });
        filter.addUrlPatterns("/camunda/api/engine/*", "/engine-rest/*");
        filter.setOrder(order);
        return filter;
    }

    @Bean
    FilterRegistrationBean<Filter> liveRights(CurrentStaff staff, LoginSessions sessions, Clock clock) {
        var filter = new FilterRegistrationBean<Filter>(new LiveRights(staff, sessions, clock));
        filter.setOrder(99);
        return filter;
    }

    @Bean
    FilterRegistrationBean<Filter> changeFirst(LoginSessions sessions, FailureAnswer answer) {
        var filter = new FilterRegistrationBean<Filter>(new ChangeFirst(sessions, answer));
        filter.setOrder(100);
        return filter;
    }

    @Bean
    FilterRegistrationBean<Filter> webappLogin() {
        var filter = new FilterRegistrationBean<Filter>(new ContainerBasedAuthenticationFilter());
        filter.setInitParameters(Map.of("authentication-provider", TrustedLogin.class.getName()));
        filter.addUrlPatterns("/camunda/*");
        filter.setOrder(101);
        return filter;
    }

    @Bean
    FilterRegistrationBean<Filter> ownNonce() {
        var filter = new FilterRegistrationBean<Filter>(new OwnNonce());
        filter.addUrlPatterns("/camunda/app/*");
        filter.setOrder(102);
        return filter;
    }

    @Bean
    FilterRegistrationBean<Filter> restLogin(IdentityService identity) {
        var filter = new FilterRegistrationBean<Filter>(new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                var login = SecurityContextHolder.getContext().getAuthentication();
                if (login == null || !(login.getPrincipal() instanceof StaffMember member)) {
                    response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
                    return;
                }
                identity.setAuthentication(member.userId(), member.groups());
                try {
                    chain.doFilter(request, response);
                } finally {
                    identity.clearAuthentication();
                }
            }
        });
        filter.addUrlPatterns("/engine-rest/*");
        filter.setOrder(101);
        return filter;
    }

    /** Behind the login, in whose name a key is kept. */
    @Bean
    FilterRegistrationBean<Filter> repeatableStarts(
            StartKeys keys, PlatformTransactionManager transactions, FailureAnswer answer, ObjectMapper json) {
        var filter = new FilterRegistrationBean<Filter>(
                new RepeatableStarts(keys, new TransactionTemplate(transactions), answer, json));
        filter.addUrlPatterns("/camunda/api/engine/*", "/engine-rest/*");
        filter.setOrder(104);
        return filter;
    }

    /** Cockpit asks for the versions of a process without a bound, which nobody may; there are never that many. */
    private static final class Bounded extends HttpServletRequestWrapper {

        Bounded(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getQueryString() {
            String query = super.getQueryString();
            return query == null || query.contains("maxResults=") ? query : query + "&maxResults=2000";
        }
    }
}
