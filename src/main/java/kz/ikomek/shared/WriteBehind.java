package kz.ikomek.shared;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
    private final OncePerTransaction<Class<?>, Map<K, V>> pending = new OncePerTransaction<>();

    /** With what writes it, in the order in which it was put first. */
    public WriteBehind(Consumer<Collection<V>> write) {
        this.write = write;
    }

    /** In place of what was put for the same before. */
    public void put(K key, V value) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            pending.of(WriteBehind.class, this::begun).put(key, value);
        } else {
            write.accept(List.of(value));
        }
    }

    /** Writes it now. */
    public void flush() {
        Map<K, V> all = pending.known(WriteBehind.class);
        if (all != null && !all.isEmpty()) {
            List<V> values = List.copyOf(all.values());
            all.clear();
            write.accept(values);
        }
    }

    private Map<K, V> begun() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                WriteBehind.this.flush();
            }
        });
        return new LinkedHashMap<>();
    }
}
