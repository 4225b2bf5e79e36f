package kz.ikomek.platform;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Health says up or not to everybody; its figures and everything else there need an administrator's Basic login. */
@Configuration(proxyBeanMethods = false)
class ActuatorSecurity {

    @Bean
    @Order(0)
    SecurityFilterChain actuator(HttpSecurity http) throws Exception {
        var path = PathPatternRequestMatcher.withDefaults();
        return http.securityMatcher(path.matcher("/actuator/**"))
                .authorizeHttpRequests(requests -> requests.requestMatchers(path.matcher("/actuator/health/**"))
                        .permitAll()
                        .anyRequest()
                        .hasAuthority(Security.ADMINISTRATORS))
                .httpBasic(Customizer.withDefaults())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .headers(Headers::ours)
                .build();
    }
}
