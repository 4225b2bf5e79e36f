package kz.ikomek.workflow.engine;

import kz.ikomek.shared.Actor;
import kz.ikomek.shared.AuditedAct;
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

    private final IdentityService identity;
    private final ApplicationEventPublisher events;

    LoginAudit(IdentityService identity, ApplicationEventPublisher events) {
        this.identity = identity;
        this.events = events;
    }

    @EventListener
    void loggedIn(InteractiveAuthenticationSuccessEvent event) {
        record(new Actor(event.getAuthentication().getName()), AuditedAct.Kind.LOGGED_IN, null, null);
    }

    @EventListener
    void loggedOut(LogoutSuccessEvent event) {
        record(new Actor(event.getAuthentication().getName()), AuditedAct.Kind.LOGGED_OUT, null, null);
    }

    /** What is no login of ours is not kept: it may be a password in the wrong field. */
    @EventListener
    void failed(AbstractAuthenticationFailureEvent event) {
        String typed = event.getAuthentication().getName();
        boolean known = identity.createUserQuery().userId(typed).count() > 0;
        record(
                Actor.SYSTEM,
                AuditedAct.Kind.LOGIN_FAILED,
                known ? typed : null,
                event.getException().getClass().getSimpleName());
    }

    private void record(Actor actor, AuditedAct.Kind kind, @Nullable String subject, @Nullable String detail) {
        events.publishEvent(new AuditedAct(actor, kind, subject, detail));
    }
}
