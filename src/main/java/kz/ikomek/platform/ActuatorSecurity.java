package kz.ikomek.platform;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Health says up or not to everybody; its figures and everything else there need an administrator's Basic login. A
 * monitor, which has no login, reads the figures for Prometheus with a token of its own and nothing else.
 */
@Configuration(proxyBeanMethods = false)
class ActuatorSecurity {

    @Bean
    @Order(0)
    SecurityFilterChain actuator(HttpSecurity http, @Value("${ikomek.metrics-token}") String token) throws Exception {
        var path = PathPatternRequestMatcher.withDefaults();
        return http.securityMatcher(path.matcher("/actuator/**"))
                .authorizeHttpRequests(requests -> requests.requestMatchers(path.matcher("/actuator/health/**"))
                        .permitAll()
                        .requestMatchers(path.matcher("/actuator/prometheus"))
                        .access(new MonitorsToken(token)::decide)
                        .anyRequest()
                        .hasAuthority(Security.ADMINISTRATORS))
                .httpBasic(Customizer.withDefaults())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .headers(Headers::ours)
                .build();
    }
}
