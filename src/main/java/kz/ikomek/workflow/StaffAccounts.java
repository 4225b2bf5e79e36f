package kz.ikomek.workflow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import kz.ikomek.workflow.engine.Accounts;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The accounts of staff, as administrators look after them: who is locked out, and who is to set another password. */
@Component
@Transactional
public class StaffAccounts {

    /** Most accounts that one answer lists. */
    public static final int MOST = 100;

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Clock clock;
    private final Duration idle;

    StaffAccounts(
            JdbcClient jdbc,
            Accounts accounts,
            Clock clock,
            @Value("${server.servlet.session.timeout}") Duration idle) {
        this.idle = idle;
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * An account.
     *
     * @param groups names of its groups, Kazakh and Russian
     * @param lockedAt since when it is locked; null when it is not
     * @param waitsUntil until when no password may be tried; null when one may be
     * @param mustChange whether the password is changed at the next login
     * @param passwordSetAt null when it was set before this was kept
     * @param sessions how many are open, over all nodes; one that nobody used for its timeout is not
     */
    public record Account(
            String userId,
            String name,
            List<String> groups,
            int failures,
            @Nullable Instant lockedAt,
            @Nullable Instant waitsUntil,
            boolean mustChange,
            @Nullable Instant passwordSetAt,
            int sessions) {}

    /**
     * The accounts whose login or name contains what is typed, those that are locked or wait first; {@link #MOST} at
     * most.
     *
     * @param typed empty for all
     */
    @Transactional(readOnly = true)
    public List<Account> find(String typed) {
        Instant now = clock.instant();
        return jdbc.sql("SELECT u.id_, concat_ws(' ', u.first_, u.last_) AS name, coalesce(a.failures, 0) AS failures,"
                        + " a.locked_at, CASE WHEN a.wait_until > :now THEN a.wait_until END AS waits,"
                        + " coalesce(a.must_change, false) AS must_change, a.password_set_at,"
                        + " ARRAY(SELECT g.name_ FROM act_id_membership m JOIN act_id_group g ON g.id_ = m.group_id_"
                        + " WHERE m.user_id_ = u.id_ ORDER BY g.name_) AS groups,"
                        + " (SELECT count(*) FROM login.session s WHERE s.user_id = u.id_ AND s.ended IS NULL AND s.seen_at >= :alive) AS sessions"
                        + " FROM act_id_user u LEFT JOIN login.account a ON a.user_id = u.id_"
                        + " WHERE position(lower(:typed) IN lower(concat_ws(' ', u.id_, u.first_, u.last_))) > 0"
                        + " ORDER BY a.locked_at IS NULL, a.wait_until IS NULL OR a.wait_until <= :now, u.id_"
                        + " LIMIT :most")
                .param("typed", typed.strip())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("alive", now.minus(idle).atOffset(ZoneOffset.UTC))
                .param("most", MOST)
                .query((row, number) -> new Account(
                        row.getString("id_"),
                        row.getString("name"),
                        Arrays.asList((String[]) row.getArray("groups").getArray()),
                        row.getInt("failures"),
                        instant(row.getObject("locked_at", OffsetDateTime.class)),
                        instant(row.getObject("waits", OffsetDateTime.class)),
                        row.getBoolean("must_change"),
                        instant(row.getObject("password_set_at", OffsetDateTime.class)),
                        row.getInt("sessions")))
                .list();
    }

    /**
     * Ends lock and wait of an account.
     *
     * @throws Refusal when there is no such account
     */
    public void unlock(String userId, Actor actor) {
        known(userId);
        accounts.unlock(userId, actor.userId());
    }

    /**
     * Ends the sessions of an account; its person logs in with the password of now and has to set another.
     *
     * @throws Refusal when there is no such account
     */
    public void requireNewPassword(String userId, Actor actor) {
        known(userId);
        accounts.requireNewPassword(userId, actor.userId());
    }

    private void known(String userId) {
        boolean there = jdbc.sql("SELECT EXISTS (SELECT 1 FROM act_id_user WHERE id_ = ?)")
                .param(userId.replace("\0", ""))
                .query(Boolean.class)
                .single();
        if (!there) {
            throw new Refusal("accounts.unknown", "account");
        }
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
