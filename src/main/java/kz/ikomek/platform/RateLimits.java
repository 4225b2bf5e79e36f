package kz.ikomek.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kz.ikomek.shared.StartupRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Who has asked how often: one bucket of bucket4j for each limit and asker, in this node's memory. An IPv6 address counts
 * as its /64, because whoever has one address there has all of them. Safe for use by several threads.
 */
final class RateLimits {

    private static final int NETWORK_BYTES = 8;

    private final LimitProperties settings;
    private final TimeMeter time;
    private final List<IpAddressMatcher> office;
    private final Map<Limit, Cache<String, Bucket>> buckets = new EnumMap<>(Limit.class);

    /**
     * @param time what the buckets are filled by; it never goes back
     * @throws StartupRefused when a network is written wrongly
     */
    RateLimits(LimitProperties settings, TimeMeter time) {
        this.settings = settings;
        this.time = time;
        this.office = settings.office().stream().map(RateLimits::network).toList();
        for (Limit limit : Limit.values()) {
            // By then a bucket that was left is full again, as a new one is.
            buckets.put(
                    limit,
                    Caffeine.newBuilder()
                            .maximumSize(settings.remembered())
                            .expireAfterAccess(settings.of(limit).per().multipliedBy(2))
                            .ticker(time::currentTimeNanos)
                            .executor(Runnable::run)
                            .build());
        }
    }

    private static IpAddressMatcher network(String written) {
        try {
            return new IpAddressMatcher(written);
        } catch (IllegalArgumentException e) {
            throw new StartupRefused(
                    "The setting ikomek.limits.office must name networks as 10.1.0.0/16 or single addresses.");
        }
    }

    /**
     * Counts a request.
     *
     * @param address the asker's, as the server sees it
     * @param person the login of the asker where the limit is one by person, else null
     * @return empty when it is allowed, else how long to wait: whole seconds, one at least
     */
    Optional<Duration> take(Limit limit, String address, @Nullable String person) {
        var probe = bucket(limit, address, person).tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return Optional.empty();
        }
        long second = TimeUnit.SECONDS.toNanos(1);
        return Optional.of(Duration.ofSeconds(Math.max(1, (probe.getNanosToWaitForRefill() + second - 1) / second)));
    }

    /** Takes back that a request by address was counted. */
    void giveBack(Limit limit, String address) {
        bucket(limit, address, null).addTokens(1);
    }

    /** How many askers are remembered, all limits together. */
    long remembered() {
        return buckets.values().stream()
                .mapToLong(cache -> {
                    cache.cleanUp();
                    return cache.estimatedSize();
                })
                .sum();
    }

    private Bucket bucket(Limit limit, String address, @Nullable String person) {
        boolean inOffice = office.stream().anyMatch(network -> network.matches(address));
        String asker = person == null ? asker(address) : inOffice ? person + "@office" : person;
        var rate = settings.of(limit);
        long requests = (long) rate.requests() * (inOffice ? settings.officeFactor() : 1);
        var asked = Objects.requireNonNull(buckets.get(limit));
        return asked.get(
                asker,
                fresh -> Bucket.builder()
                        .addLimit(bandwidth -> bandwidth.capacity(requests).refillGreedy(requests, rate.per()))
                        .withCustomTimePrecision(time)
                        .build());
    }

    /** An address of IPv4 as it is, of IPv6 its network. */
    private static String asker(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            var parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? Arrays.toString(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
