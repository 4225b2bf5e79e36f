package kz.ikomek.workflow.engine;

import kz.ikomek.shared.Actor;
import kz.ikomek.shared.AuditedAct;
import kz.ikomek.staff.StaffMember;
import org.camunda.bpm.engine.IdentityService;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.stereotype.Component;

/**
 * Has logins, failed logins and logouts recorded. Programs that send name and password with every request are recorded
 * only when they are refused.
 */
@Component
class LoginAudit {

    /** No login has a colon. A chain of its own, so that no long work of the system holds it up. */
    private static final Actor NOBODY = new Actor("system:login");

    private final IdentityService identity;
    private final ApplicationEventPublisher events;

    LoginAudit(IdentityService identity, ApplicationEventPublisher events) {
        this.identity = identity;
        this.events = events;
    }

    /** Who is only known to the city's login is not yet in. */
    @EventListener
    void loggedIn(InteractiveAuthenticationSuccessEvent event) {
        if (event.getAuthentication().getPrincipal() instanceof StaffMember) {
            record(new Actor(event.getAuthentication().getName()), AuditedAct.Kind.LOGGED_IN, null, null);
        }
    }

    @EventListener
    void loggedOut(LogoutSuccessEvent event) {
        record(new Actor(event.getAuthentication().getName()), AuditedAct.Kind.LOGGED_OUT, null, null);
    }

    /** What is no login of ours is not kept: it may be a password in the wrong field. */
    @EventListener
    void failed(AbstractAuthenticationFailureEvent event) {
        String typed = event.getAuthentication().getName();
        boolean known = StaffIdentities.isLogin(typed)
                && identity.createUserQuery().userId(typed).count() > 0;
        record(
                NOBODY,
                AuditedAct.Kind.LOGIN_FAILED,
                known ? typed : null,
                event.getException().getClass().getSimpleName());
    }

    private void record(Actor actor, AuditedAct.Kind kind, @Nullable String subject, @Nullable String detail) {
        events.publishEvent(new AuditedAct(actor, kind, subject, detail));
    }
}
