package kz.ikomek.workflow.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.AuditedAct;
import kz.ikomek.staff.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is kept of an account beside the engine's name and hash: failures, lock, whether the password must be changed. It
 * stands in the database, so it holds on every node and after a restart. Nothing is kept of names that nobody has.
 */
@Component
public class Accounts {

    /**
     * An administrator's lock ends by itself; everybody's wait does. One that is longer than any is of a clock that went
     * wrong.
     */
    private static final String OPEN =
            "(wait_until IS NULL OR wait_until <= :now OR wait_until > :longest) AND (locked_at IS NULL"
                    + " OR locked_at <= :lockEnds AND EXISTS (SELECT 1 FROM act_id_membership"
                    + " WHERE user_id_ = user_id AND group_id_ = :administrators))";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final LoginProperties settings;
    private final ApplicationEventPublisher events;

    Accounts(JdbcClient jdbc, Clock clock, LoginProperties settings, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
        this.events = events;
    }

    /** Whether a password may be tried now: neither locked nor waiting. */
    boolean mayTry(String userId) {
        return jdbc.sql("SELECT 1 FROM login.account WHERE user_id = :user AND NOT (" + OPEN + ")")
                .param("user", userId)
                .param("now", now())
                .param("longest", at(clock.instant().plus(settings.longestWait())))
                .param("lockEnds", lockEnds())
                .param("administrators", Role.ADMINISTRATOR.group())
                .query(Integer.class)
                .optional()
                .isEmpty();
    }

    /**
     * A wrong password: the next may be tried later, each time later, and in the end not before it is unlocked. After a
     * lock that has ended by itself it counts from one again.
     */
    void failed(String userId) {
        int failures = jdbc.sql("INSERT INTO login.account (user_id, failures) VALUES (:user, 1)"
                        + " ON CONFLICT (user_id) DO UPDATE SET failures ="
                        + " CASE WHEN login.account.locked_at <= :lockEnds THEN 1 ELSE login.account.failures + 1 END,"
                        + " locked_at = CASE WHEN login.account.locked_at <= :lockEnds THEN NULL"
                        + " ELSE login.account.locked_at END RETURNING failures")
                .param("user", userId)
                .param("lockEnds", lockEnds())
                .query(Integer.class)
                .single();
        Instant now = clock.instant();
        jdbc.sql("UPDATE login.account SET wait_until = ? WHERE user_id = ?")
                .params(at(now.plus(wait(failures))), userId)
                .update();
        if (failures >= settings.attempts()
                && jdbc.sql("UPDATE login.account SET locked_at = :now WHERE user_id = :user"
                                        + " AND (locked_at IS NULL OR locked_at <= :lockEnds)")
                                .param("now", at(now))
                                .param("user", userId)
                                .param("lockEnds", lockEnds())
                                .update()
                        == 1) {
            record(userId, AuditedAct.Kind.LOCKED, null);
        }
    }

    /**
     * A right password. Whoever tries many at once and has found it among them is turned away all the same: the wrong
     * ones have begun a wait meanwhile.
     *
     * @return whether it counts
     */
    boolean succeeded(String userId) {
        if (!mayTry(userId)) {
            return false;
        }
        jdbc.sql("UPDATE login.account SET failures = 0, wait_until = NULL, locked_at = NULL"
                        + " WHERE user_id = ? AND failures > 0")
                .param(userId)
                .update();
        return true;
    }

    /**
     * A password was set, by the person or by somebody else; then it must be changed. All sessions end.
     *
     * @param actor who set it; null for the system
     */
    void passwordSet(String userId, @Nullable String actor) {
        boolean mustChange = !userId.equals(actor) && !settings.easyPasswords();
        jdbc.sql("INSERT INTO login.account (user_id, must_change, password_set_at) VALUES (?, ?, ?)"
                        + " ON CONFLICT (user_id) DO UPDATE SET must_change = excluded.must_change,"
                        + " password_set_at = excluded.password_set_at")
                .params(userId, mustChange, now())
                .update();
        record(userId, AuditedAct.Kind.PASSWORD_SET, actor);
        endSessions(userId);
    }

    /** Whether nothing is possible before the password is changed. */
    public boolean mustChange(String userId) {
        return jdbc.sql("SELECT 1 FROM login.account WHERE user_id = ? AND must_change")
                .param(userId)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Somebody else looks after this person's password: there is none of ours to change. */
    void passwordIsElsewhere(String userId) {
        jdbc.sql("UPDATE login.account SET must_change = false WHERE user_id = ? AND must_change")
                .param(userId)
                .update();
    }

    /** Ends wait and lock. */
    public void unlock(String userId, @Nullable String actor) {
        if (jdbc.sql("UPDATE login.account SET failures = 0, wait_until = NULL, locked_at = NULL"
                                + " WHERE user_id = ? AND failures > 0")
                        .param(userId)
                        .update()
                == 1) {
            record(userId, AuditedAct.Kind.UNLOCKED, actor);
        }
    }

    /** The person logs in once more with the password of now, and then sets another. */
    public void requireNewPassword(String userId, String actor) {
        jdbc.sql("INSERT INTO login.account (user_id, must_change) VALUES (?, true)"
                        + " ON CONFLICT (user_id) DO UPDATE SET must_change = true")
                .param(userId)
                .update();
        record(userId, AuditedAct.Kind.PASSWORD_REQUIRED, actor);
        endSessions(userId);
    }

    /** All sessions of this person end, on every node. */
    void endSessions(String userId) {
        jdbc.sql("UPDATE login.session SET ended = 'CHANGED' WHERE user_id = ? AND ended IS NULL")
                .param(userId)
                .update();
    }

    void removed(String userId) {
        endSessions(userId);
        jdbc.sql("DELETE FROM login.account WHERE user_id = ?").param(userId).update();
    }

    private Duration wait(int failures) {
        Duration wait = settings.firstWait();
        for (int i = 1; i < failures && wait.compareTo(settings.longestWait()) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(settings.longestWait()) < 0 ? wait : settings.longestWait();
    }

    private void record(String userId, AuditedAct.Kind kind, @Nullable String actor) {
        events.publishEvent(new AuditedAct(actor == null ? Actor.SYSTEM : new Actor(actor), kind, userId, null));
    }

    private OffsetDateTime lockEnds() {
        return at(clock.instant().minus(settings.administratorsLock()));
    }

    private OffsetDateTime now() {
        return at(clock.instant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
