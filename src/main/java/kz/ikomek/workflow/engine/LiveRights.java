package kz.ikomek.workflow.engine;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import kz.ikomek.staff.StaffMember;
import org.springframework.security.authentication.CredentialsExpiredException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A session lives no longer than the rights it began with: once a minute they are read again, and whoever was dismissed,
 * renamed, or put into or out of a group has to log in anew. Stands behind the security chain, which answers for it.
 */
final class LiveRights extends OncePerRequestFilter {

    private static final String READ_AT = LiveRights.class.getName();
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final CurrentStaff staff;
    private final Clock clock;

    LiveRights(CurrentStaff staff, Clock clock) {
        this.staff = staff;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var login = SecurityContextHolder.getContext().getAuthentication();
        HttpSession session = request.getSession(false);
        if (session != null && login != null && login.getPrincipal() instanceof StaffMember member) {
            Instant now = clock.instant();
            if (isDue(session, now)) {
                if (!member.equals(staff.find(member.userId()))) {
                    session.invalidate();
                    throw new CredentialsExpiredException("the rights have changed since the login");
                }
                session.setAttribute(READ_AT, now);
            }
        }
        chain.doFilter(request, response);
    }

    private static boolean isDue(HttpSession session, Instant now) {
        return !(session.getAttribute(READ_AT) instanceof Instant readAt)
                || Duration.between(readAt, now).abs().compareTo(FRESH) >= 0;
    }
}
