package kz.ikomek.workflow.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which statements are sent together. Each connection keeps the plans of each combination, so only those few get one that
 * most steps are made of; the others are sent one by one, with the plans that all share.
 */
final class Trips {

    /** The usual way of a case has a dozen; what is rare gives way to what is frequent. */
    private static final int MOST_COMBINATIONS = 32;

    private static final int OFTEN = 20;

    private static final Pattern ROW =
            Pattern.compile("\\)\\s*values\\s*(\\(.*\\))\\s*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Cache<String, AtomicInteger> seen =
            Caffeine.newBuilder().maximumSize(MOST_COMBINATIONS).build();

    private final Map<String, Optional<String>> rows = new ConcurrentHashMap<>();

    /** Counts these, and says whether they have come often enough to be sent in one trip. */
    boolean isFrequent(String statements) {
        AtomicInteger times = seen.get(statements, first -> new AtomicInteger());
        return times.get() >= OFTEN || times.incrementAndGet() >= OFTEN;
    }

    /** The values of one row in a statement that inserts; null when it does not end with them. */
    @Nullable
    String row(String insert) {
        return rows.computeIfAbsent(insert, Trips::found).orElse(null);
    }

    private static Optional<String> found(String insert) {
        Matcher row = ROW.matcher(insert);
        return row.find() && row.end() == insert.length() ? Optional.of(row.group(1)) : Optional.empty();
    }
}
