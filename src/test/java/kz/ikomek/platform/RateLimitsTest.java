package kz.ikomek.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import kz.ikomek.shared.StartupRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is counted as whom, how long one waits, and how much is remembered; time is moved by hand. */
class RateLimitsTest {

    private static final int REMEMBERED = 1_000;

    private long now;

    private final RateLimits limits = limits("10.0.0.0/8", "2001:db8:109::/48");

    @Test
    void whoeverWasFastWaitsAndIsToldHowLong() {
        for (int i = 0; i < 3; i++) {
            assertThat(limits.take(Limit.LOGIN, "192.0.2.1", null)).isEmpty();
        }
        assertThat(limits.take(Limit.LOGIN, "192.0.2.1", null)).contains(Duration.ofSeconds(20));
        passes(Duration.ofSeconds(19));
        assertThat(limits.take(Limit.LOGIN, "192.0.2.1", null)).contains(Duration.ofSeconds(1));
        passes(Duration.ofSeconds(1));
        assertThat(limits.take(Limit.LOGIN, "192.0.2.1", null)).isEmpty();
    }

    @Test
    void aRightPasswordIsNotCounted() {
        for (int i = 0; i < 100; i++) {
            assertThat(limits.take(Limit.LOGIN, "192.0.2.1", null)).isEmpty();
            limits.giveBack(Limit.LOGIN, "192.0.2.1");
        }
    }

    @Test
    void oneLimitTakesNothingFromAnother() {
        empty(Limit.LOGIN, "192.0.2.1");
        assertThat(limits.take(Limit.PUBLIC_PAGES, "192.0.2.1", null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "0:0:0:0:0:ffff:c000:201, 192.0.2.1, true"
    })
    void anAddressOfIpv6CountsAsItsNetwork(String one, String other, boolean same) {
        empty(Limit.LOGIN, one);
        assertThat(limits.take(Limit.LOGIN, other, null).isPresent()).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({"10.20.30.40", "2001:db8:109:7::1"})
    void anOfficeMayAskSoManyTimesMore(String address) {
        for (int i = 0; i < 30; i++) {
            assertThat(limits.take(Limit.LOGIN, address, null)).isEmpty();
        }
        assertThat(limits.take(Limit.LOGIN, address, null)).isPresent();
    }

    @Test
    void aPersonIsOnePersonAtEveryAddress() {
        for (int i = 0; i < 3; i++) {
            assertThat(limits.take(Limit.SEARCHES, "192.0.2." + i, "operator")).isEmpty();
        }
        assertThat(limits.take(Limit.SEARCHES, "192.0.2.9", "operator")).isPresent();
        assertThat(limits.take(Limit.SEARCHES, "192.0.2.9", "operator2")).isEmpty();
    }

    /** And the one who goes on asking is not forgotten among the many who ask once. */
    @Test
    void aFloodFromVeryManyAddressesIsForgotten() {
        empty(Limit.LOGIN, "192.0.2.1");
        IntStream.range(0, 200_000).forEach(i -> {
            limits.take(Limit.LOGIN, "198." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), null);
            if (i % 100 == 0) {
                limits.take(Limit.LOGIN, "192.0.2.1", null);
            }
        });
        assertThat(limits.remembered()).isLessThanOrEqualTo(REMEMBERED);
        assertThat(limits.take(Limit.LOGIN, "192.0.2.1", null)).isPresent();
        passes(Duration.ofMinutes(3));
        assertThat(limits.remembered()).isZero();
    }

    @Test
    void aNetworkThatIsNoneIsToldAtTheStart() {
        assertThatThrownBy(() -> limits("10.0.0.0/99"))
                .isInstanceOf(StartupRefused.class)
                .hasMessageContaining("ikomek.limits.office");
    }

    private void empty(Limit limit, String address) {
        while (limits.take(limit, address, null).isEmpty()) {
            assertThat(now).isZero();
        }
    }

    private void passes(Duration time) {
        now += time.toNanos();
    }

    private RateLimits limits(String... office) {
        var rate = new LimitProperties.Rate(3, Duration.ofMinutes(1));
        return new RateLimits(
                new LimitProperties(rate, rate, rate, rate, rate, List.of(office), 10, 20, 60, REMEMBERED),
                new TimeMeter() {
                    @Override
                    public long currentTimeNanos() {
                        return now;
                    }

                    @Override
                    public boolean isWallClockBased() {
                        return false;
                    }
                });
    }
}
