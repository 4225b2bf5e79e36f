package kz.ikomek.workflow.engine;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import kz.ikomek.shared.FailureAnswer;
import kz.ikomek.staff.StaffMember;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Whose password was set by somebody else changes it before anything else: pages lead to that page, everything else, the
 * engine's interfaces too, is refused in a sentence. Stands behind the security chain.
 */
final class ChangeFirst extends OncePerRequestFilter {

    private static final String PAGE = "/staff/password";

    /** What the page itself needs, and the way out. */
    private static final Set<String> OPEN = Set.of(PAGE, "/style.css", "/favicon.ico", "/login", "/logout", "/error");

    private final LoginSessions sessions;
    private final FailureAnswer answer;

    ChangeFirst(LoginSessions sessions, FailureAnswer answer) {
        this.sessions = sessions;
        this.answer = answer;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var login = SecurityContextHolder.getContext().getAuthentication();
        if (login == null
                || !(login.getPrincipal() instanceof StaffMember member)
                || OPEN.contains(FailureAnswer.path(request))
                || !sessions.mustChange(request.getSession(false), member.userId())) {
            chain.doFilter(request, response);
            return;
        }
        String accepted = request.getHeader("Accept");
        if (request.getMethod().equals("GET") && accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE)) {
            response.sendRedirect(request.getContextPath() + PAGE);
            return;
        }
        answer.tell(request, response, HttpStatus.FORBIDDEN, "password.first");
    }
}
