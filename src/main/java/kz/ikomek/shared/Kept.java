package kz.ikomek.shared;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import kz.ikomek.shared.Revisions.Topic;

/**
 * Values that a node keeps until their topic changes, on this node or another. They must not be changed by who gets them.
 *
 * @param <K> what a value is known by
 * @param <V> the value
 */
public final class Kept<K, V> {

    private static final int MOST = 10_000;

    private record Held<K, V>(long revision, Map<K, V> values) {}

    private final Revisions revisions;
    private final Topic topic;

    /** For the number that was read last, and for the one before: who began before a change still has it. */
    private volatile Held<K, V> latest = new Held<>(Long.MIN_VALUE, Map.of());

    private volatile Held<K, V> before = latest;

    public Kept(Revisions revisions, Topic topic) {
        this.revisions = revisions;
        this.topic = topic;
    }

    /** What is kept, or what the caller reads now. */
    public V of(K key, Supplier<V> read) {
        long revision = revisions.of(topic);
        Map<K, V> values = values(revision);
        V known = values.get(key);
        if (known == null) {
            known = read.get();
            // What was changed since the number was read, by this transaction or another, is kept by nobody.
            if (revisions.now(topic) == revision) {
                values.put(key, known);
            }
        }
        return known;
    }

    private Map<K, V> values(long revision) {
        Held<K, V> now = latest;
        if (now.revision() == revision && now.values().size() < MOST) {
            return now.values();
        }
        Held<K, V> earlier = before;
        if (earlier.revision() == revision && earlier.values().size() < MOST) {
            return earlier.values();
        }
        var fresh = new Held<K, V>(revision, new ConcurrentHashMap<>());
        before = now;
        latest = fresh;
        return fresh.values();
    }
}
