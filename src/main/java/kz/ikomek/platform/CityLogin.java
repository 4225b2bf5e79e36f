package kz.ikomek.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.config.annotation.authentication.configuration.AuthenticationConfiguration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.util.WebUtils;

/**
 * The profile {@code oidc}: people log in at the city's own login (OpenID Connect: authorization code with PKCE), not
 * with a password of ours, and log out there too.
 */
@Configuration(proxyBeanMethods = false)
@Profile("oidc")
@EnableConfigurationProperties(CityLogin.Provider.class)
class CityLogin {

    private static final Logger log = LoggerFactory.getLogger(CityLogin.class);

    /** The name of the registration: part of the address that the provider leads back to. */
    static final String REGISTRATION = "city";

    /** Where the login page leads to. */
    static final String START = "/oauth2/authorization/" + REGISTRATION;

    private static final String LEAVING = "ikomek-leaving";
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int MANY = 10_000;

    /**
     * The city's own login.
     *
     * @param issuer its address; what else there is to know of it, it publishes below that
     * @param clientId how it knows us
     * @param clientSecret what we prove ourselves with
     * @param scope what we ask for, with commas
     */
    @Validated
    @Profile("oidc")
    @ConfigurationProperties("ikomek.oidc")
    record Provider(
            @NotBlank String issuer,
            @NotBlank String clientId,
            @NotBlank String clientSecret,
            @DefaultValue({"openid", "profile", "email"}) String[] scope) {}

    private final ClientRegistrationRepository registrations;
    private final AuthenticationConfiguration authentication;
    private final ApplicationEventPublisher events;

    /**
     * Addresses of the provider's log out that browsers are still to open, by what a cookie names. Not in the session:
     * whatever Tasklist had asked for before begins another one, and the last to be answered wins.
     */
    private final Cache<String, String> leaving =
            Caffeine.newBuilder().expireAfterWrite(SOON).maximumSize(MANY).build();

    private final boolean tls;

    CityLogin(
            Provider provider,
            AuthenticationConfiguration authentication,
            ApplicationEventPublisher events,
            @Value("${ikomek.tls}") boolean tls) {
        this.tls = tls;
        this.events = events;
        this.authentication = authentication;
        // Asked at the first login, so that we start though the provider is away.
        registrations = new SupplierClientRegistrationRepository(
                () -> new InMemoryClientRegistrationRepository(ClientRegistrations.fromIssuerLocation(provider.issuer())
                        .registrationId(REGISTRATION)
                        .clientId(provider.clientId())
                        .clientSecret(provider.clientSecret())
                        .scope(provider.scope())
                        .build()));
    }

    @Bean
    ClientRegistrationRepository clientRegistrations() {
        return registrations;
    }

    void applyTo(
            HttpSecurity http,
            String loginPage,
            SessionAuthenticationStrategy sessions,
            AuthenticationSuccessHandler success)
            throws Exception {
        var requests = new DefaultOAuth2AuthorizationRequestResolver(registrations, "/oauth2/authorization");
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        AuthenticationManager staff = authentication.getAuthenticationManager();
        http.oauth2Login(login -> login.loginPage(loginPage)
                .clientRegistrationRepository(registrations)
                .authorizationEndpoint(endpoint -> endpoint.authorizationRequestResolver(requests))
                .successHandler(asStaff(staff, sessions, success, failed(loginPage)))
                .failureHandler(failed(loginPage)));
    }

    /** Whom the provider knows becomes one of our staff, or is turned away. */
    private AuthenticationSuccessHandler asStaff(
            AuthenticationManager staff,
            SessionAuthenticationStrategy sessions,
            AuthenticationSuccessHandler success,
            AuthenticationFailureHandler failure) {
        var contexts = new HttpSessionSecurityContextRepository();
        return (request, response, fromCity) -> {
            Authentication login;
            try {
                login = staff.authenticate(fromCity);
            } catch (RuntimeException e) {
                request.getSession().invalidate();
                SecurityContextHolder.clearContext();
                if (e instanceof AuthenticationException refused) {
                    failure.onAuthenticationFailure(request, response, refused);
                    return;
                }
                throw e;
            }
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(login);
            SecurityContextHolder.setContext(context);
            contexts.saveContext(context, request, response);
            sessions.onAuthentication(login, request, response);
            events.publishEvent(new InteractiveAuthenticationSuccessEvent(login, CityLogin.class));
            success.onAuthenticationSuccess(request, response, login);
        };
    }

    private static AuthenticationFailureHandler failed(String loginPage) {
        return (request, response, failure) -> {
            log.warn("Nobody was logged in by the city's own login: {}", code(failure));
            request.getSession().setAttribute(WebAttributes.AUTHENTICATION_EXCEPTION, failure);
            response.sendRedirect(request.getContextPath() + loginPage);
        };
    }

    /** What a browser brings stands in the message, so only letters of the code go into the log. */
    private static String code(AuthenticationException failure) {
        return failure instanceof OAuth2AuthenticationException refused
                ? refused.getError().getErrorCode().replaceAll("[^a-z_]", "?")
                : failure.getClass().getSimpleName();
    }

    /** Ends the session at the provider as well; Tasklist's script cannot follow there, so our login page does. */
    OidcClientInitiatedLogoutSuccessHandler leaving(RequestMatcher tasklist) {
        var handler = new Leaving(registrations, tasklist);
        handler.setPostLogoutRedirectUri("{baseUrl}/login?logout");
        return handler;
    }

    /**
     * Where this browser is still to go to log out at the provider; empty when nowhere. Told until it {@link #left}:
     * a page that sees its login end leads here as well, and ends the first way there before it has arrived.
     */
    Optional<String> leave(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, LEAVING);
        return cookie == null ? Optional.empty() : Optional.ofNullable(leaving.getIfPresent(cookie.getValue()));
    }

    /** The browser is back from there. */
    void left(HttpServletRequest request, HttpServletResponse response) {
        var cookie = WebUtils.getCookie(request, LEAVING);
        if (cookie != null) {
            leaving.invalidate(cookie.getValue());
            response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, "", Duration.ZERO));
        }
    }

    private String cookie(HttpServletRequest request, String value, Duration age) {
        return ResponseCookie.from(LEAVING, value)
                .httpOnly(true)
                .secure(tls)
                .sameSite("Lax")
                .path(request.getContextPath() + "/login")
                .maxAge(age)
                .build()
                .toString();
    }

    private final class Leaving extends OidcClientInitiatedLogoutSuccessHandler {

        private final RequestMatcher tasklist;

        Leaving(ClientRegistrationRepository registrations, RequestMatcher tasklist) {
            super(registrations);
            this.tasklist = tasklist;
        }

        @Override
        public void onLogoutSuccess(HttpServletRequest request, HttpServletResponse response, Authentication login)
                throws IOException, ServletException {
            Authentication there =
                    login != null && login.getDetails() instanceof Authentication fromCity ? fromCity : login;
            if (!tasklist.matches(request)) {
                super.onLogoutSuccess(request, response, there);
                return;
            }
            String key = UUID.randomUUID().toString();
            leaving.put(key, determineTargetUrl(request, response, there));
            response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, key, SOON));
            response.setStatus(HttpStatus.NO_CONTENT.value());
        }
    }
}
