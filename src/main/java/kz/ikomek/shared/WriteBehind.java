package kz.ikomek.shared;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a transaction will write before it commits: of what is put several times, the last. Without a transaction all is
 * written at once. A transaction within, of its own, has its own. Whoever reads what is to be written must {@link #flush}
 * before.
 *
 * @param <K> what is written
 * @param <V> how; must not change after it was put
 */
public final class WriteBehind<K, V> {

    private final Consumer<Collection<V>> write;

    /** With what writes it, in the order in which it was put first. */
    public WriteBehind(Consumer<Collection<V>> write) {
        this.write = write;
    }

    /** In place of what was put for the same before. */
    public void put(K key, V value) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            write.accept(List.of(value));
            return;
        }
        Map<K, V> pending = bound();
        if (pending == null) {
            pending = new LinkedHashMap<>();
            TransactionSynchronizationManager.bindResource(this, pending);
            TransactionSynchronizationManager.registerSynchronization(new AtTheEnd(pending));
        }
        pending.put(key, value);
    }

    /** Writes it now. */
    public void flush() {
        Map<K, V> pending = bound();
        if (pending != null && !pending.isEmpty()) {
            List<V> all = List.copyOf(pending.values());
            pending.clear();
            write.accept(all);
        }
    }

    @SuppressWarnings("unchecked") // bound by this object only
    private @Nullable Map<K, V> bound() {
        return (Map<K, V>) TransactionSynchronizationManager.getResource(this);
    }

    private final class AtTheEnd implements TransactionSynchronization {

        private final Map<K, V> pending;

        AtTheEnd(Map<K, V> pending) {
            this.pending = pending;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            WriteBehind.this.flush();
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(key());
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(key(), pending);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(key());
        }

        private Object key() {
            return Objects.requireNonNull(WriteBehind.this);
        }
    }
}
