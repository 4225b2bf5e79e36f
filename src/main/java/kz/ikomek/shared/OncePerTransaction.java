package kz.ikomek.shared;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Values that are known for the rest of a transaction; without one nothing is. A transaction within, of its own, does not
 * see them. Null is not kept.
 *
 * @param <K> what a value is known by
 * @param <V> the value
 */
public final class OncePerTransaction<K, V> {

    /** What the running transaction has read, or what the caller reads now. */
    public V of(K key, Supplier<V> read) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return read.get();
        }
        Map<K, V> values = values();
        V known = values.get(key);
        if (known == null) {
            known = read.get();
            values.put(key, known);
        }
        return known;
    }

    /** What the running transaction knows; null when nothing. */
    public @Nullable V known(K key) {
        return TransactionSynchronizationManager.isSynchronizationActive() ? values().get(key) : null;
    }

    /** From now on the running transaction knows this. */
    public void keep(K key, V value) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            values().put(key, value);
        }
    }

    /** What the running transaction knows, which from now on it does not; null when nothing. */
    public @Nullable V take(K key) {
        return TransactionSynchronizationManager.isSynchronizationActive() ? values().remove(key) : null;
    }

    @SuppressWarnings("unchecked") // bound by this object only
    private Map<K, V> values() {
        Map<K, V> bound = (Map<K, V>) TransactionSynchronizationManager.getResource(this);
        if (bound != null) {
            return bound;
        }
        Map<K, V> fresh = new HashMap<>();
        TransactionSynchronizationManager.bindResource(this, fresh);
        TransactionSynchronizationManager.registerSynchronization(new Unbinding(fresh));
        return fresh;
    }

    /** A transaction within, of its own, does not see them. */
    private final class Unbinding implements TransactionSynchronization {

        private final Map<K, V> values;

        Unbinding(Map<K, V> values) {
            this.values = values;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(key());
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(key(), values);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(key());
        }

        private Object key() {
            return Objects.requireNonNull(OncePerTransaction.this);
        }
    }
}
