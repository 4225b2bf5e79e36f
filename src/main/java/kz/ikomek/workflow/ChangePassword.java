package kz.ikomek.workflow;

import kz.ikomek.shared.Refusal;
import kz.ikomek.staff.StaffMember;
import kz.ikomek.workflow.engine.Accounts;
import kz.ikomek.workflow.engine.PasswordRules;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Somebody sets another password of their own. It ends all sessions of that person. */
@Component
public class ChangePassword {

    /** Least number of characters of a password. */
    public static final int SHORTEST = PasswordRules.SHORTEST;

    private final IdentityService identity;
    private final Accounts accounts;
    private final boolean offered;

    ChangePassword(IdentityService identity, Accounts accounts, Environment environment) {
        this.identity = identity;
        this.accounts = accounts;
        this.offered = !environment.acceptsProfiles(Profiles.of("oidc"));
    }

    /** Whether there are passwords of ours; not where the city's own login is used. */
    public boolean offered() {
        return offered;
    }

    /** Whether this person can do nothing else before. */
    public boolean required(StaffMember person) {
        return accounts.mustChange(person.userId());
    }

    /**
     * Changes it. A wrong present password counts like one at login, which is why this is no single transaction.
     *
     * @param repeated the new one once more, against slips of the finger
     * @throws Refusal naming the field {@code presentPassword}, {@code newPassword} or {@code repeatedPassword}
     */
    public void change(StaffMember person, String present, String chosen, String repeated) {
        User user = identity.createUserQuery().userId(person.userId()).singleResult();
        PasswordRules.check(chosen, "newPassword", user.getId(), user.getFirstName(), user.getLastName());
        if (chosen.equals(present)) {
            throw new Refusal("password.refused.unchanged", "newPassword");
        }
        if (!chosen.equals(repeated)) {
            throw new Refusal("password.refused.repeated", "repeatedPassword");
        }
        if (!identity.checkPassword(person.userId(), present)) {
            throw new Refusal("password.refused.present", "presentPassword");
        }
        identity.setAuthenticatedUserId(person.userId());
        try {
            user.setPassword(chosen);
            identity.saveUser(user);
        } finally {
            identity.clearAuthentication();
        }
    }
}
