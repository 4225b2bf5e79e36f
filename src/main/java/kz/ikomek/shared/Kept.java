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
    private volatile Held<K, V> held = new Held<>(Long.MIN_VALUE, Map.of());

    public Kept(Revisions revisions, Topic topic) {
        this.revisions = revisions;
        this.topic = topic;
    }

    /** What is kept, or what the caller reads now. */
    public V of(K key, Supplier<V> read) {
        Map<K, V> values = values();
        V known = values.get(key);
        if (known == null) {
            known = read.get();
            values.put(key, known);
        }
        return known;
    }

    /** Who began before a change and ends after it keeps what he reads for himself. */
    private Map<K, V> values() {
        long revision = revisions.of(topic);
        Held<K, V> now = held;
        if (now.revision() == revision && now.values().size() < MOST) {
            return now.values();
        }
        var fresh = new Held<K, V>(revision, new ConcurrentHashMap<>());
        if (now.revision() <= revision) {
            held = fresh;
        }
        return fresh.values();
    }
}
