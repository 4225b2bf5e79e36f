package kz.ikomek.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** What may be asked only so often, and which requests count as it. A request counts once. */
enum Limit {
    /** Tries of a password, by form or Basic; by address. */
    LOGIN,
    /** Links in mails, which need no login; by address. */
    LINKS,
    /** Events of the telephone system; by address. */
    TELEPHONY,
    /** Everything that is asked without a login, and the change of the language; by address. */
    PUBLIC_PAGES,
    /** Searches, lists, and every call of the engine's interfaces; by person. */
    SEARCHES;

    private static final Set<String> FILES = Set.of("/style.css", "/favicon.ico");
    private static final Set<String> SEARCHED = Set.of(
            "/staff",
            "/staff/bulk/offered",
            "/desk/directory",
            "/desk/directory/hits",
            "/desk/register/categories",
            "/desk/register/typed",
            "/api/tasks/cards");
    private static final List<String> ENGINE = List.of("/camunda/api/engine/", "/engine-rest/");

    /** The limit by address that a request falls under; empty when it needs none. Reads no body. */
    static Optional<Limit> byAddress(HttpServletRequest request) {
        String path = path(request);
        if (path.startsWith("/m/")) {
            return Optional.of(LINKS);
        }
        if (path.startsWith("/api/telephony/")) {
            return Optional.of(TELEPHONY);
        }
        if (triesPassword(request, path)) {
            return Optional.of(LOGIN);
        }
        String query = request.getQueryString();
        boolean open = path.equals("/login") || query != null && query.contains(Languages.SWITCH + "=");
        boolean stranger = !isLoggedIn(request.getSession(false)) && !FILES.contains(path);
        return open || stranger ? Optional.of(PUBLIC_PAGES) : Optional.empty();
    }

    /** Whether a request of somebody who is logged in is a search. */
    static boolean isSearch(HttpServletRequest request) {
        String path = path(request);
        return SEARCHED.contains(path) || ENGINE.stream().anyMatch(path::startsWith);
    }

    /** A session alone is none: whoever is led to the login page gets one. */
    private static boolean isLoggedIn(@Nullable HttpSession session) {
        return session != null
                && session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) != null;
    }

    private static boolean triesPassword(HttpServletRequest request, String path) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.strip().regionMatches(true, 0, "Basic", 0, "Basic".length())
                || path.equals("/login") && HttpMethod.POST.matches(request.getMethod());
    }

    /** Decoded, whatever servlet it belongs to. */
    private static String path(HttpServletRequest request) {
        String rest = request.getPathInfo();
        return rest == null ? request.getServletPath() : request.getServletPath() + rest;
    }
}
