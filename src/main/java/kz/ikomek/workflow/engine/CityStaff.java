package kz.ikomek.workflow.engine;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.shared.StartupRefused;
import kz.ikomek.staff.Role;
import kz.ikomek.workflow.lifecycle.AppealProcess;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Enters whoever comes from the city's own login into the engine's users, without a password, and keeps names and groups
 * as that login says: Tasklist and the rights know only the engine's.
 */
@Component
@Profile("oidc")
class CityStaff {

    private final IdentityService identity;
    private final Catalog catalog;
    private final CityLoginProperties claims;
    private final TransactionTemplate transactions;
    private final Accounts accounts;

    CityStaff(
            IdentityService identity,
            Catalog catalog,
            CityLoginProperties claims,
            TransactionTemplate transactions,
            Accounts accounts) {
        this.accounts = accounts;
        this.identity = identity;
        this.catalog = catalog;
        this.claims = claims;
        this.transactions = transactions;
        Set<String> roles = Arrays.stream(Role.values()).map(Role::group).collect(Collectors.toSet());
        claims.groups().forEach((there, here) -> {
            if (!roles.contains(here)) {
                throw new StartupRefused("The setting ikomek.oidc.claims.groups leads to the group " + here
                        + ", which there is not. It may be one of: " + String.join(", ", new TreeSet<>(roles)) + ".");
            }
        });
    }

    /**
     * Enters or brings up to date.
     *
     * @return the login here
     * @throws DisabledException when the claims name nobody, or no work here
     */
    String provision(OAuth2User person) {
        Object named = person.getAttributes().get(claims.loginClaim());
        if (!(named instanceof String userId) || !StaffIdentities.isLogin(userId)) {
            throw new DisabledException("the claim that names the person is missing or has signs that no login has");
        }
        Set<String> groups = groups(person.getAttributes().get(claims.groupsClaim()));
        if (groups.isEmpty()) {
            throw new DisabledException("no group of this person means work here");
        }
        transactions.executeWithoutResult(status -> {
            enter(userId, person);
            Set<String> present = identity.createGroupQuery().groupMember(userId).listPage(0, 200).stream()
                    .map(Group::getId)
                    .collect(Collectors.toSet());
            groups.stream()
                    .filter(group -> !present.contains(group))
                    .forEach(group -> identity.createMembership(userId, group));
            present.stream()
                    .filter(group -> !groups.contains(group))
                    .forEach(group -> identity.deleteMembership(userId, group));
            accounts.passwordIsElsewhere(userId);
        });
        return userId;
    }

    private void enter(String userId, OAuth2User person) {
        var known = identity.createUserQuery().userId(userId).singleResult();
        var user = known == null ? identity.newUser(userId) : known;
        user.setFirstName(text(person, "given_name"));
        user.setLastName(text(person, "family_name"));
        user.setEmail(text(person, "email"));
        identity.saveUser(user);
    }

    private Set<String> groups(@Nullable Object claimed) {
        List<String> there = claimed instanceof Collection<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of();
        Set<String> agencies =
                catalog.agencies().stream().map(agency -> agency.code().value()).collect(Collectors.toSet());
        return there.stream()
                .flatMap(group -> {
                    String role = claims.groups().get(group);
                    if (role != null) {
                        return Stream.of(role);
                    }
                    String code = group.startsWith(claims.agencyPrefix())
                            ? group.substring(claims.agencyPrefix().length())
                            : "";
                    return agencies.contains(code) ? Stream.of(AppealProcess.AGENCY_GROUP + code) : Stream.empty();
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(OAuth2User person, String claim) {
        return person.getAttributes().get(claim) instanceof String text ? text : "";
    }
}
