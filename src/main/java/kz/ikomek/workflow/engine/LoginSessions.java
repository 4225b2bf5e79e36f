package kz.ikomek.workflow.engine;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import kz.ikomek.staff.StaffMember;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The sessions of all nodes, so that each person has a few at the most and a change of the account ends them wherever
 * they are. The oldest gives way to a new one.
 */
@Component
public class LoginSessions implements SessionAuthenticationStrategy, LogoutHandler {

    private static final String LOGIN = LoginSessions.class.getName();

    /** Why a session has ended. */
    enum Ending {
        /** The person has begun others since. */
        DISPLACED,
        /** The account, its groups or its password were changed. */
        CHANGED
    }

    /** What the servlet session keeps. */
    private record Login(UUID id, String userId, boolean mustChange) implements Serializable {

        private static final long serialVersionUID = 1L;
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final LoginProperties settings;
    private final Accounts accounts;
    private final Duration idle;

    LoginSessions(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock,
            LoginProperties settings,
            Accounts accounts,
            @Value("${server.servlet.session.timeout}") Duration idle) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.settings = settings;
        this.accounts = accounts;
        this.idle = idle;
    }

    @Override
    public void onAuthentication(Authentication login, HttpServletRequest request, HttpServletResponse response) {
        if (login.getPrincipal() instanceof StaffMember member) {
            begin(request.getSession(), member.userId());
        }
    }

    /** Also for the session in which its person has just changed the password, which ended it with the others. */
    public void begin(HttpSession session, String userId) {
        var login = new Login(UUID.randomUUID(), userId, accounts.mustChange(userId));
        OffsetDateTime now = now();
        transactions.executeWithoutResult(status -> {
            // One login after the other, or two at once would both find a place.
            jdbc.sql("INSERT INTO login.account (user_id) VALUES (?)"
                            + " ON CONFLICT (user_id) DO UPDATE SET user_id = excluded.user_id")
                    .param(userId)
                    .update();
            jdbc.sql("DELETE FROM login.session WHERE user_id = ? AND seen_at < ?")
                    .params(userId, now.minus(idle))
                    .update();
            jdbc.sql("INSERT INTO login.session (id, user_id, began_at, seen_at) VALUES (?, ?, ?, ?)")
                    .params(login.id(), userId, now, now)
                    .update();
            jdbc.sql("UPDATE login.session SET ended = 'DISPLACED' WHERE id IN (SELECT id FROM login.session"
                            + " WHERE user_id = ? AND ended IS NULL AND id <> ? ORDER BY began_at DESC OFFSET ?)")
                    .params(userId, login.id(), settings.sessions() - 1)
                    .update();
        });
        session.setAttribute(LOGIN, login);
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication login) {
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(LOGIN) instanceof Login known) {
            jdbc.sql("DELETE FROM login.session WHERE id = ?").param(known.id()).update();
        }
    }

    /** Why this session has ended, and null as long as it goes on. */
    @Nullable
    Ending ending(HttpSession session) {
        if (!(session.getAttribute(LOGIN) instanceof Login known)) {
            return null;
        }
        String ended = jdbc.sql("SELECT coalesce(ended, '') FROM login.session WHERE id = ?")
                .param(known.id())
                .query(String.class)
                .optional()
                // One that nobody knows any more is none.
                .orElse(Ending.CHANGED.name());
        return ended.isEmpty() ? null : Ending.valueOf(ended);
    }

    /** It is in use: its place is not given away as a forgotten one's. */
    void seen(HttpSession session) {
        if (session.getAttribute(LOGIN) instanceof Login known) {
            jdbc.sql("UPDATE login.session SET seen_at = ? WHERE id = ?")
                    .params(now(), known.id())
                    .update();
        }
    }

    /** Whether this person has to change the password first; answered from the session where it is this person's. */
    boolean mustChange(@Nullable HttpSession session, String userId) {
        return session != null
                        && session.getAttribute(LOGIN) instanceof Login known
                        && known.userId().equals(userId)
                ? known.mustChange()
                : accounts.mustChange(userId);
    }

    private OffsetDateTime now() {
        Instant now = clock.instant();
        return now.atOffset(ZoneOffset.UTC);
    }
}
