package kz.ikomek.workflow.engine;

import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.IdentityOperationResult;
import org.camunda.bpm.engine.impl.identity.WritableIdentityProvider;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.impl.util.EncryptionUtil;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The engine's users, guarded at the one place that all doors lead to: our login page, Basic login, and what the
 * engine's web applications and its REST interface do with users. A password is looked at in the same time whether the
 * account exists, waits, is locked, or neither; sessions end with the transaction that changes their account.
 */
public class StaffIdentities extends DbIdentityServiceProvider {

    private static final Pattern LOGIN = Pattern.compile("[a-zA-Z0-9-]{1,64}");
    private static final int LONGEST_PASSWORD = 1_000;

    private final Accounts accounts;
    private final NobodysPassword nobody;

    private StaffIdentities(Accounts accounts, NobodysPassword nobody) {
        this.accounts = accounts;
        this.nobody = nobody;
    }

    static SessionFactory factory(ObjectProvider<Accounts> accounts) {
        var nobody = new NobodysPassword();
        return Sessions.of(WritableIdentityProvider.class, () -> new StaffIdentities(accounts.getObject(), nobody));
    }

    /** Whether a text could be the login of somebody. */
    static boolean isLogin(String text) {
        return LOGIN.matcher(text).matches();
    }

    @Override
    public boolean checkPassword(@Nullable String userId, @Nullable String password) {
        UserEntity user = userId != null && isLogin(userId) ? findUserById(userId) : null;
        var passwords = Context.getProcessEngineConfiguration().getPasswordManager();
        String typed = password == null || password.length() > LONGEST_PASSWORD ? "" : password;
        if (userId == null || user == null || user.getPassword() == null || !accounts.mayTry(userId)) {
            passwords.check(EncryptionUtil.saltPassword(typed, NobodysPassword.SALT), nobody.hash(passwords::encrypt));
            return false;
        }
        if (!passwords.check(EncryptionUtil.saltPassword(typed, user.getSalt()), user.getPassword())) {
            accounts.failed(userId);
            return false;
        }
        if (!accounts.succeeded(userId)) {
            return false;
        }
        String algorithm =
                Context.getProcessEngineConfiguration().getPasswordEncryptor().hashAlgorithmName();
        if (!user.getPassword().startsWith("{" + algorithm + "}")) {
            user.setPassword(typed);
            user.encryptPassword();
        }
        return true;
    }

    @Override
    public IdentityOperationResult saveUser(User user) {
        boolean newPassword = ((UserEntity) user).hasNewPassword();
        var result = super.saveUser(user);
        if (newPassword) {
            accounts.passwordSet(user.getId(), actor());
        }
        return result;
    }

    @Override
    public IdentityOperationResult deleteUser(String userId) {
        var result = super.deleteUser(userId);
        accounts.removed(userId);
        return result;
    }

    @Override
    public IdentityOperationResult createMembership(String userId, String groupId) {
        var result = super.createMembership(userId, groupId);
        accounts.endSessions(userId);
        return result;
    }

    @Override
    public IdentityOperationResult deleteMembership(String userId, String groupId) {
        var result = super.deleteMembership(userId, groupId);
        accounts.endSessions(userId);
        return result;
    }

    @Override
    public IdentityOperationResult unlockUser(String userId) {
        accounts.unlock(userId, actor());
        return super.unlockUser(userId);
    }

    private @Nullable String actor() {
        return getCommandContext().getAuthenticatedUserId();
    }

    /** What is looked at in place of the password of an account that there is not. */
    private static final class NobodysPassword {

        static final String SALT = "c2FsdCBvZiBub2JvZHk=";

        private volatile @Nullable String hash;

        String hash(UnaryOperator<String> encrypt) {
            String known = hash;
            if (known == null) {
                known = Objects.requireNonNull(encrypt.apply(UUID.randomUUID() + SALT));
                hash = known;
            }
            return known;
        }
    }
}
