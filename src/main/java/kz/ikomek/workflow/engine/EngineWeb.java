package kz.ikomek.workflow.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import kz.ikomek.shared.Sentences;
import kz.ikomek.staff.StaffMember;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Ends logins whose rights have changed, has a first password changed before anything else; hands the others over to the engine's web applications and its REST interface,
 * whose pages start safely.
 */
@Configuration(proxyBeanMethods = false)
class EngineWeb {

    @Bean
    FilterRegistrationBean<Filter> liveRights(CurrentStaff staff, LoginSessions sessions, Clock clock) {
        var filter = new FilterRegistrationBean<Filter>(new LiveRights(staff, sessions, clock));
        filter.setOrder(99);
        return filter;
    }

    @Bean
    FilterRegistrationBean<Filter> changeFirst(
            LoginSessions sessions, Sentences sentences, LocaleResolver locales, ObjectMapper json) {
        var filter = new FilterRegistrationBean<Filter>(new ChangeFirst(sessions, sentences, locales, json));
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
}
