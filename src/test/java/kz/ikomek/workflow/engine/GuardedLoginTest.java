package kz.ikomek.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import kz.ikomek.shared.MovableClock;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.workflow.Centre;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.digest.Sha512HashDigest;
import org.camunda.bpm.engine.impl.util.EncryptionUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wrong passwords cost time and in the end the account; nothing tells an account from none. */
@IntegrationTest
class GuardedLoginTest {

    private static final String WHO = "guarded";
    private static final String RIGHT = "бес алма екі алмұрт";

    @LocalServerPort
    int port;

    @Autowired
    IdentityService identity;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    MovableClock clock;

    @Autowired
    Centre centre;

    @Autowired
    LoginProperties settings;

    @BeforeEach
    void somebodyWorksHere() {
        centre.itIs("2026-11-16T10:00");
        var user = identity.newUser(WHO);
        user.setFirstName("Сақ");
        user.setLastName("Болат");
        user.setPassword(RIGHT);
        identity.saveUser(user);
        identity.createMembership(WHO, "operators");
    }

    @AfterEach
    void goes() {
        identity.deleteUser(WHO);
    }

    @Test
    void eachWrongPasswordCostsALongerWaitInWhichTheRightOneDoesNotCountEither() {
        assertThat(identity.checkPassword(WHO, "wrong")).isFalse();
        assertThat(identity.checkPassword(WHO, RIGHT)).isFalse();
        clock.advance(Duration.ofMillis(2_999));
        assertThat(identity.checkPassword(WHO, RIGHT)).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(identity.checkPassword(WHO, "wrong")).isFalse();
        clock.advance(Duration.ofSeconds(5));
        assertThat(identity.checkPassword(WHO, RIGHT)).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(identity.checkPassword(WHO, RIGHT)).isTrue();
        assertThat(failures()).isZero();
    }

    @Test
    void tooManyLockTheAccountOnEveryNodeUntilItIsUnlocked() {
        lockOut(WHO);
        clock.advance(Duration.ofDays(30));
        assertThat(identity.checkPassword(WHO, RIGHT)).isFalse();
        var otherNode = new Accounts(jdbc, clock, settings, events);
        assertThat(otherNode.mayTry(WHO)).isFalse();

        otherNode.unlock(WHO, "admin");
        assertThat(identity.checkPassword(WHO, RIGHT)).isTrue();
        assertThat(jdbc.sql("SELECT act FROM audit.entry WHERE subject = ? ORDER BY id")
                        .param(WHO)
                        .query(String.class)
                        .list())
                .endsWith("LOCKED", "UNLOCKED");
    }

    @Test
    void anAdministratorsLockThatHasEndedIsNotRenewedByOneWrongPassword() {
        identity.createMembership(WHO, "camunda-admin");
        try {
            lockOut(WHO);
            clock.advance(settings.administratorsLock().plusSeconds(1));
            assertThat(identity.checkPassword(WHO, "wrong")).isFalse();
            clock.advance(settings.firstWait());
            assertThat(identity.checkPassword(WHO, RIGHT)).isTrue();
        } finally {
            identity.deleteMembership(WHO, "camunda-admin");
        }
    }

    @Test
    void theEnginesOwnUnlockingIsOurs() {
        lockOut(WHO);
        identity.unlockUser(WHO);
        assertThat(identity.checkPassword(WHO, RIGHT)).isTrue();
    }

    /** Nobody else may be there to open it. */
    @Test
    void anAdministratorsLockEndsByItself() {
        identity.createMembership(WHO, "camunda-admin");
        lockOut(WHO);
        clock.advance(Duration.ofMinutes(59));
        assertThat(identity.checkPassword(WHO, RIGHT)).isFalse();
        clock.advance(Duration.ofMinutes(1));
        assertThat(identity.checkPassword(WHO, RIGHT)).isTrue();
    }

    @Test
    void whoTriesManyAtOnceGetsNoMoreOutOfIt() throws Exception {
        try (var many = new Closing(Executors.newFixedThreadPool(8))) {
            var tries = IntStream.range(0, 24)
                    .<Callable<Boolean>>mapToObj(i -> () -> identity.checkPassword(WHO, "wrong " + i))
                    .toList();
            for (var tried : many.pool().invokeAll(tries)) {
                assertThat(tried.get()).isFalse();
            }
        }
        assertThat(failures()).isPositive();
        assertThat(identity.checkPassword(WHO, RIGHT)).isFalse();
    }

    private record Closing(ExecutorService pool) implements AutoCloseable {
        @Override
        public void close() {
            pool.shutdownNow();
        }
    }

    @Test
    void basicLoginCountsLikeTheLoginPageAndVerifyingIsNotOffered() {
        assertThat(StaffClient.basic(port, WHO).get("/task/count").status()).isEqualTo(401);
        assertThat(failures()).isOne();
        clock.advance(Duration.ofSeconds(3));
        StaffClient.session(port, WHO, "wrong");
        assertThat(failures()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(6));
        assertThat(StaffClient.basic(port, "admin")
                        .post("/identity/verify", "{\"username\":\"" + WHO + "\",\"password\":\"wrong\"}")
                        .status())
                .isEqualTo(403);
        assertThat(failures()).isEqualTo(2);
        StaffClient.basic(port, "admin")
                .pastTheOffer()
                .post("/identity/verify", "{\"username\":\"" + WHO + "\",\"password\":\"wrong\"}");
        assertThat(failures()).as("should it ever be offered").isEqualTo(3);
    }

    @Test
    void namesThatNobodyHasLeaveNoTraceAndNoErrorWhateverStandsInThem() {
        for (String name : new String[] {"nobody-here", "a\0b", "құлып", "x".repeat(5_000), "' OR 1=1 --", ""}) {
            assertThat(identity.checkPassword(name, "wrong")).as(name).isFalse();
        }
        assertThat(identity.checkPassword(WHO, "x".repeat(100_000))).isFalse();
        assertThat(jdbc.sql("SELECT count(*) FROM login.account WHERE user_id NOT IN (SELECT id_ FROM act_id_user)")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void anOlderHashIsReplacedAtTheNextLogin() {
        String salt = "some-salt";
        String old = "{SHA-512}" + new Sha512HashDigest().encrypt(EncryptionUtil.saltPassword(RIGHT, salt));
        jdbc.sql("UPDATE act_id_user SET pwd_ = ?, salt_ = ? WHERE id_ = ?")
                .params(old, salt, WHO)
                .update();

        assertThat(identity.checkPassword(WHO, "wrong")).isFalse();
        assertThat(hash()).isEqualTo(old);
        clock.advance(Duration.ofSeconds(3));
        assertThat(identity.checkPassword(WHO, RIGHT)).isTrue();
        assertThat(hash()).startsWith("{PBKDF2-SHA512-");
        assertThat(identity.checkPassword(WHO, RIGHT)).isTrue();
    }

    @Test
    void aPasswordSetBySomebodyElseIsChangedFirstUnlessTheSettingSaysOtherwise() {
        assertThat(accounts.mustChange(WHO)).as("in the default run").isFalse();
        var strict = new Accounts(
                jdbc,
                clock,
                new LoginProperties(10, Duration.ofSeconds(3), Duration.ofMinutes(5), Duration.ofHours(1), 3, false),
                events);
        strict.passwordSet(WHO, null);
        assertThat(accounts.mustChange(WHO)).isTrue();
        strict.passwordSet(WHO, "admin");
        assertThat(accounts.mustChange(WHO)).isTrue();
        strict.passwordSet(WHO, WHO);
        assertThat(accounts.mustChange(WHO)).isFalse();
    }

    private void lockOut(String userId) {
        for (int i = 0; i < settings.attempts(); i++) {
            assertThat(identity.checkPassword(userId, "wrong")).isFalse();
            clock.advance(settings.longestWait());
        }
        clock.advance(settings.longestWait().negated());
    }

    private int failures() {
        return jdbc.sql("SELECT failures FROM login.account WHERE user_id = ?")
                .param(WHO)
                .query(Integer.class)
                .single();
    }

    private String hash() {
        return jdbc.sql("SELECT pwd_ FROM act_id_user WHERE id_ = ?")
                .param(WHO)
                .query(String.class)
                .single();
    }
}
