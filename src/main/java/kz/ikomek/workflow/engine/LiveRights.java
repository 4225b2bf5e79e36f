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
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.authentication.session.SessionAuthenticationException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A session lives no longer than the rights it began with. Every ten seconds it is asked whether something has ended it:
 * a change of account, groups or password, or too many others of the same person. Once a minute the rights are read
 * again, and whoever was dismissed, renamed, or put into or out of a group by whatever means has to log in anew. Stands
 * behind the security chain, which answers for it; the login page says why.
 */
final class LiveRights extends OncePerRequestFilter {

    private static final String READ_AT = LiveRights.class.getName();
    private static final String ASKED_AT = READ_AT + ".asked";
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration GOES_ON = Duration.ofSeconds(10);

    private final CurrentStaff staff;
    private final LoginSessions sessions;
    private final Clock clock;

    LiveRights(CurrentStaff staff, LoginSessions sessions, Clock clock) {
        this.staff = staff;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var login = SecurityContextHolder.getContext().getAuthentication();
        HttpSession session = request.getSession(false);
        if (session != null && login != null && login.getPrincipal() instanceof StaffMember member) {
            Instant now = clock.instant();
            if (isDue(session, ASKED_AT, GOES_ON, now)) {
                LoginSessions.Ending ending = sessions.ending(session);
                if (ending != null) {
                    throw ended(
                            request,
                            session,
                            switch (ending) {
                                case DISPLACED -> new SessionAuthenticationException("begun elsewhere");
                                case CHANGED -> new CredentialsExpiredException("the account has changed");
                            });
                }
                session.setAttribute(ASKED_AT, now);
            }
            if (isDue(session, READ_AT, FRESH, now)) {
                if (!member.equals(staff.find(member.userId()))) {
                    throw ended(
                            request,
                            session,
                            new CredentialsExpiredException("the rights have changed since the login"));
                }
                sessions.seen(session);
                session.setAttribute(READ_AT, now);
            }
        }
        chain.doFilter(request, response);
    }

    /** The login page finds the reason where Spring Security keeps what became of a login. */
    private static AuthenticationException ended(
            HttpServletRequest request, HttpSession session, AuthenticationException reason) {
        session.invalidate();
        request.getSession().setAttribute(WebAttributes.AUTHENTICATION_EXCEPTION, reason);
        return reason;
    }

    private static boolean isDue(HttpSession session, String attribute, Duration after, Instant now) {
        return !(session.getAttribute(attribute) instanceof Instant at)
                || Duration.between(at, now).abs().compareTo(after) >= 0;
    }
}
