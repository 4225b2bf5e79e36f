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
import java.util.List;
import java.util.Set;
import kz.ikomek.shared.FailureAnswer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.DelegatingAuthenticationEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
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
    private static final String UNREADABLE = "error.400.heading";
    static final String ADMINISTRATORS = "GROUP_camunda-admin";
    private static final String LINKS_OF_MAILS = "/m/*";
    private static final String TASKLIST_LOGOUT = "/camunda/api/admin/auth/user/{engine}/logout";

    /** No text of ours holds a NUL, and PostgreSQL stores none. */
    @Bean
    StrictHttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(value -> value.indexOf('\0') < 0);
        return firewall;
    }

    /** What the firewall finds only when somebody reads it. */
    @Bean
    RequestRejectedHandler rejectedWhenRead(FailureAnswer answer) {
        return (request, response, rejected) -> answer.tell(request, response, HttpStatus.BAD_REQUEST, UNREADABLE);
    }

    /** Turns away paths that are written to be read in two ways, before any filter or servlet reads them. */
    @Bean
    FilterRegistrationBean<Filter> plainPathsOnly(StrictHttpFirewall firewall, FailureAnswer answer) {
        var filter = new FilterRegistrationBean<Filter>((request, response, chain) -> {
            var asked = (HttpServletRequest) request;
            try {
                firewall.getFirewalledRequest(asked);
            } catch (RequestRejectedException e) {
                answer.tell(asked, (HttpServletResponse) response, HttpStatus.BAD_REQUEST, UNREADABLE);
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
            HttpSecurity http,
            @Value("${ikomek.tls}") boolean tls,
            ChosenLanguages chosen,
            LocaleResolver locales,
            SessionAuthenticationStrategy staffSessions,
            LogoutHandler staffLogout,
            ObjectProvider<CityLogin> city,
            FailureAnswer answer)
            throws Exception {
        var language = new LanguageAtLogin(chosen, locales);
        language.setRequestCache(pagesOnly());
        // Not in the session: a late answer to the page that was left would replace the login page's session.
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("ikomek-csrf");
        tokens.setCookieCustomizer(cookie -> cookie.secure(tls).sameSite("Lax"));
        var path = PathPatternRequestMatcher.withDefaults();
        CityLogin ofCity = city.getIfAvailable();
        if (ofCity == null) {
            http.formLogin(
                    login -> login.loginPage(LOGIN).successHandler(language).failureHandler(language));
        } else {
            ofCity.applyTo(http, LOGIN, staffSessions, language);
        }
        AuthenticationEntryPoint stranger = entryPoint(answer);
        // A request that goes on later, as events for an open page do, was let in when it came.
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(
                                path.matcher("/camunda/api/admin/setup/**"),
                                path.matcher("/camunda/app/admin/*/setup/**"),
                                path.matcher(HttpMethod.POST, "/camunda/api/admin/auth/user/{engine}/login/{app}"))
                        .denyAll()
                        .requestMatchers(path.matcher("/camunda/api/admin/auth/**"))
                        .authenticated()
                        .requestMatchers(
                                path.matcher("/camunda/api/cockpit/**"), path.matcher("/camunda/app/cockpit/**"))
                        .hasAnyAuthority("GROUP_process-owners", ADMINISTRATORS)
                        .requestMatchers(path.matcher("/camunda/api/admin/**"), path.matcher("/camunda/app/admin/**"))
                        .hasAuthority(ADMINISTRATORS)
                        .requestMatchers(LOGIN, LINKS_OF_MAILS, "/style.css", "/favicon.ico")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .sessionManagement(
                        session -> session.sessionAuthenticationStrategy(new CompositeSessionAuthenticationStrategy(
                                List.of(new ChangeSessionIdAuthenticationStrategy(), staffSessions))))
                .logout(logout -> {
                    logout.logoutRequestMatcher(new OrRequestMatcher(
                                    path.matcher(HttpMethod.POST, "/logout"), path.matcher(TASKLIST_LOGOUT)))
                            .addLogoutHandler(staffLogout);
                    if (ofCity == null) {
                        logout.defaultLogoutSuccessHandlerFor(
                                        new HttpStatusReturningLogoutSuccessHandler(HttpStatus.NO_CONTENT),
                                        path.matcher(TASKLIST_LOGOUT))
                                .logoutSuccessUrl(LOGIN + "?logout");
                    } else {
                        logout.logoutSuccessHandler(ofCity.leaving(path.matcher(TASKLIST_LOGOUT)));
                    }
                })
                .requestCache(cache -> cache.requestCache(pagesOnly()))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(stranger).accessDeniedHandler(denied(stranger)))
                .addFilterBefore(filesFromStaffOnly(stranger), CsrfFilter.class)
                // The engine's web applications bring their own protection.
                .csrf(csrf -> csrf.csrfTokenRepository(tokens).ignoringRequestMatchers(path.matcher("/camunda/**")))
                .headers(Headers::ours)
                .build();
    }

    /** Looking for the token in a body of files would read all of it: not for whoever is not logged in. */
    private static Filter filesFromStaffOnly(AuthenticationEntryPoint stranger) {
        return (request, response, chain) -> {
            String type = request.getContentType();
            if (type != null
                    && request.getDispatcherType() == DispatcherType.REQUEST
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
    private static AuthenticationEntryPoint entryPoint(FailureAnswer answer) {
        var path = PathPatternRequestMatcher.withDefaults();
        var toLogin = new AndRequestMatcher(
                page(),
                new NegatedRequestMatcher(
                        new OrRequestMatcher(path.matcher("/camunda/api/**"), path.matcher("/api/**"))));
        var entryPoints = new LinkedHashMap<RequestMatcher, AuthenticationEntryPoint>();
        entryPoints.put(toLogin, new LoginUrlAuthenticationEntryPoint(LOGIN));
        var delegating = new DelegatingAuthenticationEntryPoint(entryPoints);
        delegating.setDefaultEntryPoint((request, response, stranger) ->
                answer.tell(request, response, HttpStatus.UNAUTHORIZED, "error.401.heading"));
        return delegating;
    }

    /** Whoever left the login page open until its token went stale gets a fresh one. */
    private static AccessDeniedHandler denied(AuthenticationEntryPoint stranger) {
        var path = PathPatternRequestMatcher.withDefaults();
        var loginPage = path.matcher(LOGIN);
        var linksOfMails = path.matcher(LINKS_OF_MAILS);
        return (request, response, denied) -> {
            boolean forged = denied instanceof CsrfException;
            if (forged && loginPage.matches(request)) {
                response.sendRedirect(request.getContextPath() + LOGIN);
            } else if (forged
                    && !linksOfMails.matches(request)
                    && SecurityContextHolder.getContext().getAuthentication() == null) {
                // The login has ended, and the token with it: that is no lack of rights. A link asks for no login.
                stranger.commence(request, response, new InsufficientAuthenticationException("logged out", denied));
            } else {
                response.sendError(HttpServletResponse.SC_FORBIDDEN);
            }
        };
    }
}
