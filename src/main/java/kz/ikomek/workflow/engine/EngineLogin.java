package kz.ikomek.workflow.engine;

import java.util.List;
import java.util.stream.Collectors;
import kz.ikomek.staff.StaffMember;
import kz.ikomek.workflow.lifecycle.AppealProcess;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
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

    EngineLogin(IdentityService identity) {
        this.identity = identity;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String userId = attempt.getName();
        if (!identity.checkPassword(userId, String.valueOf(attempt.getCredentials()))) {
            throw new BadCredentialsException("wrong login or password");
        }
        var user = identity.createUserQuery().userId(userId).singleResult();
        List<String> groups = identity.createGroupQuery().groupMember(userId).listPage(0, 200).stream()
                .map(Group::getId)
                .toList();
        var agencies = groups.stream()
                .filter(group -> group.startsWith(AppealProcess.AGENCY_GROUP) && !group.equals("agency-heads"))
                .map(group -> group.substring(AppealProcess.AGENCY_GROUP.length()))
                .collect(Collectors.toUnmodifiableSet());
        var member = new StaffMember(userId, user.getFirstName() + " " + user.getLastName(), groups, agencies);
        return UsernamePasswordAuthenticationToken.authenticated(
                member,
                null,
                groups.stream()
                        .map(group -> new SimpleGrantedAuthority("GROUP_" + group))
                        .toList());
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
