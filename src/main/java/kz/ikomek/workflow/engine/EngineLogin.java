package kz.ikomek.workflow.engine;

import org.camunda.bpm.engine.IdentityService;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/** The one login: checks name and password against the engine's users. */
@Component
class EngineLogin implements AuthenticationProvider {

    private final IdentityService identity;
    private final CurrentStaff staff;

    EngineLogin(IdentityService identity, CurrentStaff staff) {
        this.identity = identity;
        this.staff = staff;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String userId = attempt.getName();
        // PostgreSQL would not even look for such a name.
        if (userId.indexOf('\0') >= 0 || !identity.checkPassword(userId, String.valueOf(attempt.getCredentials()))) {
            throw new BadCredentialsException("wrong login or password");
        }
        var member = staff.find(userId);
        if (member == null) {
            throw new BadCredentialsException("removed a moment ago");
        }
        return UsernamePasswordAuthenticationToken.authenticated(
                member,
                null,
                member.groups().stream()
                        .map(group -> new SimpleGrantedAuthority("GROUP_" + group))
                        .toList());
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
