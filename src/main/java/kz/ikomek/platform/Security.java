package kz.ikomek.platform;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.DelegatingAuthenticationEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.LocaleResolver;

/** Who gets in where: one login for Tasklist and our pages, Basic login for the engine's REST interface. */
@Configuration(proxyBeanMethods = false)
class Security {

    private static final String LOGIN = "/login";
    static final String ADMINISTRATORS = "GROUP_camunda-admin";
    private static final String TASKLIST_LOGOUT = "/camunda/api/admin/auth/user/{engine}/logout";

    /** Turns away paths that are written to be read in two ways, before any filter or servlet reads them. */
    @Bean
    FilterRegistrationBean<Filter> plainPathsOnly() {
        var firewall = new StrictHttpFirewall();
        var filter = new FilterRegistrationBean<Filter>((request, response, chain) -> {
            try {
                firewall.getFirewalledRequest((HttpServletRequest) request);
            } catch (RequestRejectedException e) {
                ((HttpServletResponse) response).sendError(HttpServletResponse.SC_BAD_REQUEST);
                return;
            }
            chain.doFilter(request, response);
        });
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }

    @Bean
    @Order(1)
    SecurityFilterChain engineRest(HttpSecurity http) throws Exception {
        // A path of another servlet than Spring's, which a plain pattern would not match.
        return http.securityMatcher(PathPatternRequestMatcher.withDefaults().matcher("/engine-rest/**"))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .httpBasic(Customizer.withDefaults())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .headers(Headers::ours)
                .build();
    }

    /**
     * The telephone system proves itself with a secret, which its handler looks at; it has no session, so that there is
     * nothing to forge. It sends no files, and a body of parts that is broken would be our error.
     */
    @Bean
    @Order(1)
    SecurityFilterChain telephoneSystem(HttpSecurity http) throws Exception {
        return http.securityMatcher(PathPatternRequestMatcher.withDefaults().matcher("/api/telephony/**"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .headers(Headers::ours)
                .addFilterBefore(Security::noFiles, AuthorizationFilter.class)
                .build();
    }

    private static void noFiles(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String type = request.getContentType();
        if (type != null && type.regionMatches(true, 0, "multipart/", 0, "multipart/".length())) {
            ((HttpServletResponse) response).sendError(HttpStatus.UNSUPPORTED_MEDIA_TYPE.value());
            return;
        }
        chain.doFilter(request, response);
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(
            HttpSecurity http, @Value("${ikomek.tls}") boolean tls, ChosenLanguages chosen, LocaleResolver locales)
            throws Exception {
        var language = new LanguageAtLogin(chosen, locales);
        language.setRequestCache(pagesOnly());
        // Not in the session: a late answer to the page that was left would replace the login page's session.
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("ikomek-csrf");
        tokens.setCookieCustomizer(cookie -> cookie.secure(tls).sameSite("Lax"));
        var path = PathPatternRequestMatcher.withDefaults();
        // A request that goes on later, as events for an open page do, was let in when it came.
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(
                                path.matcher("/camunda/api/admin/setup/**"),
                                path.matcher("/camunda/app/admin/*/setup/**"))
                        .denyAll()
                        .requestMatchers(
                                path.matcher("/camunda/api/cockpit/**"), path.matcher("/camunda/app/cockpit/**"))
                        .hasAnyAuthority("GROUP_process-owners", ADMINISTRATORS)
                        .requestMatchers(path.matcher("/camunda/app/admin/**"))
                        .hasAuthority(ADMINISTRATORS)
                        .requestMatchers(LOGIN, "/m/*", "/style.css", "/favicon.ico")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(
                        login -> login.loginPage(LOGIN).successHandler(language).failureHandler(language))
                .logout(logout -> logout.logoutRequestMatcher(new OrRequestMatcher(
                                path.matcher(HttpMethod.POST, "/logout"), path.matcher(TASKLIST_LOGOUT)))
                        .defaultLogoutSuccessHandlerFor(
                                new HttpStatusReturningLogoutSuccessHandler(HttpStatus.NO_CONTENT),
                                path.matcher(TASKLIST_LOGOUT))
                        .logoutSuccessUrl(LOGIN + "?logout"))
                .requestCache(cache -> cache.requestCache(pagesOnly()))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(entryPoint()).accessDeniedHandler(Security::denied))
                .addFilterBefore(filesFromStaffOnly(), CsrfFilter.class)
                // The engine's web applications bring their own protection.
                .csrf(csrf -> csrf.csrfTokenRepository(tokens).ignoringRequestMatchers(path.matcher("/camunda/**")))
                .headers(Headers::ours)
                .build();
    }

    /** Looking for the token in a body of files would read all of it: not for whoever is not logged in. */
    private static Filter filesFromStaffOnly() {
        var stranger = entryPoint();
        return (request, response, chain) -> {
            String type = request.getContentType();
            if (type != null
                    && type.regionMatches(true, 0, "multipart/", 0, "multipart/".length())
                    && SecurityContextHolder.getContext().getAuthentication() == null) {
                stranger.commence(
                        (HttpServletRequest) request,
                        (HttpServletResponse) response,
                        new InsufficientAuthenticationException("files from nobody"));
                return;
            }
            chain.doFilter(request, response);
        };
    }

    /** A person who opens a page; not a program, and not what a page asks for beside itself: data, a picture. */
    private static RequestMatcher page() {
        var html = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
        html.setIgnoredMediaTypes(Set.of(MediaType.ALL));
        return html;
    }

    /** Leads people back to the page they asked for. */
    private static RequestCache pagesOnly() {
        var cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(
                new AndRequestMatcher(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, "/**"), page()));
        return cache;
    }

    /**
     * A person is led to the login page; everything else is only told that it is not logged in. A picture led to the
     * login page would fetch it a second time, beside the one on the screen, and with it a second CSRF token: the form
     * on the screen would no longer match the cookie, and a right login would be turned away.
     */
    private static AuthenticationEntryPoint entryPoint() {
        var path = PathPatternRequestMatcher.withDefaults();
        var toLogin = new AndRequestMatcher(
                page(),
                new NegatedRequestMatcher(
                        new OrRequestMatcher(path.matcher("/camunda/api/**"), path.matcher("/api/**"))));
        var entryPoints = new LinkedHashMap<RequestMatcher, AuthenticationEntryPoint>();
        entryPoints.put(toLogin, new LoginUrlAuthenticationEntryPoint(LOGIN));
        var delegating = new DelegatingAuthenticationEntryPoint(entryPoints);
        delegating.setDefaultEntryPoint(
                (request, response, stranger) -> response.sendError(HttpServletResponse.SC_UNAUTHORIZED));
        return delegating;
    }

    /** Whoever left the login page open until its token went stale gets a fresh one. */
    private static void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        if (denied instanceof CsrfException && request.getServletPath().equals(LOGIN)) {
            response.sendRedirect(request.getContextPath() + LOGIN);
            return;
        }
        response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
}
