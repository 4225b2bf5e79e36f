package kz.ikomek.shared;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The number that what hardly ever changes has now. The database gives a new one with each change, whichever node or tool
 * makes it, and never the same twice; so whoever keeps what he has read under this number ({@link Kept}) is never behind.
 * Why: ADR 0024.
 */
@Component
public class Revisions {

    /** What has a number of its own. */
    public enum Topic {
        /** Categories, districts and agencies. */
        CATALOG,
        /** Deployed processes, decision tables and forms. */
        DEFINITIONS,
        /** Groups, who is in them, and the engine's authorisations. */
        RIGHTS
    }

    private final JdbcClient jdbc;
    private final OncePerTransaction<Class<?>, Map<Topic, Long>> inTransaction = new OncePerTransaction<>();
    private final ThreadLocal<@Nullable Map<Topic, Long>> inWork = new ThreadLocal<>();

    Revisions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Work for which the numbers are read once, before it; what changes meanwhile counts as changed after it. */
    public <T> T during(Supplier<T> work) {
        if (inWork.get() != null) {
            return work.get();
        }
        inWork.set(read());
        try {
            return work.get();
        } finally {
            inWork.remove();
        }
    }

    /** The number of a topic, as the running work or transaction has read it first. */
    public long of(Topic topic) {
        Map<Topic, Long> known = inWork.get();
        if (known == null) {
            known = inTransaction.of(Revisions.class, this::read);
        }
        return Objects.requireNonNull(known.get(topic));
    }

    /** The number that a topic has at this moment, whatever was read before. */
    long now(Topic topic) {
        return Objects.requireNonNull(read().get(topic));
    }

    private Map<Topic, Long> read() {
        var values = new EnumMap<Topic, Long>(Topic.class);
        jdbc.sql("SELECT topic, value FROM platform.revision").query(row -> {
            values.put(Topic.valueOf(row.getString(1)), row.getLong(2));
        });
        return values;
    }
}
