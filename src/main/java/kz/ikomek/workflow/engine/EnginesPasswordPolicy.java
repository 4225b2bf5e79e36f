package kz.ikomek.workflow.engine;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.identity.PasswordPolicy;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.identity.User;
import org.jspecify.annotations.Nullable;

/** Our password rules at the engine's own doors, where administrators set passwords. */
final class EnginesPasswordPolicy implements PasswordPolicy {

    @Override
    public List<PasswordPolicyRule> getRules() {
        return List.of(new Rule());
    }

    /** One for all. The engine's pages know no key of ours and show the key itself, so it is the sentence. */
    private static final class Rule implements PasswordPolicyRule {

        @Override
        public String getPlaceholder() {
            return "At least " + PasswordRules.SHORTEST + " characters that nobody guesses: no name, no row of keys.";
        }

        @Override
        public Map<String, String> getParameters() {
            return Map.of();
        }

        @Override
        public boolean execute(String password) {
            return PasswordRules.refused(password) == null;
        }

        @Override
        public boolean execute(String password, @Nullable User user) {
            return user == null
                    ? execute(password)
                    : PasswordRules.refused(password, user.getId(), user.getFirstName(), user.getLastName()) == null;
        }
    }
}
