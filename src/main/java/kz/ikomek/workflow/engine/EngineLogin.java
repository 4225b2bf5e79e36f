package kz.ikomek.workflow.engine;

import kz.ikomek.staff.StaffMember;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * The one login. Checks name and password against the engine's users; where the profile {@code oidc} is on, no password
 * counts, and who comes from the city's own login becomes the staff member that its claims say.
 */
@Component
class EngineLogin implements AuthenticationProvider {

    private final IdentityService identity;
    private final CurrentStaff staff;
    private final ObjectProvider<CityStaff> city;

    EngineLogin(IdentityService identity, CurrentStaff staff, ObjectProvider<CityStaff> city) {
        this.identity = identity;
        this.staff = staff;
        this.city = city;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        CityStaff provisioned = city.getIfAvailable();
        if (attempt instanceof OAuth2AuthenticationToken fromCity && provisioned != null) {
            var login = member(provisioned.provision(fromCity.getPrincipal()));
            // Needed again to log out there.
            login.setDetails(fromCity);
            return login;
        }
        if (provisioned != null
                || !identity.checkPassword(attempt.getName(), String.valueOf(attempt.getCredentials()))) {
            throw new BadCredentialsException("wrong login or password");
        }
        return member(attempt.getName());
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type)
                || OAuth2AuthenticationToken.class.isAssignableFrom(type);
    }

    private UsernamePasswordAuthenticationToken member(String userId) {
        StaffMember member = staff.find(userId);
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
}
