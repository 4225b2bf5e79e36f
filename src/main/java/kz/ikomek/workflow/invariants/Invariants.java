package kz.ikomek.workflow.invariants;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kz.ikomek.appeals.AppealNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks for whatever breaks an {@link Invariant}. */
@Component
public class Invariants {

    private final JdbcClient jdbc;
    private final TransactionTemplate oneInstant;

    Invariants(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.oneInstant = new TransactionTemplate(transactions);
        oneInstant.setReadOnly(true);
        oneInstant.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * What is broken, as of one instant.
     *
     * @param since of appeals that were closed, only those closed later; {@link Instant#EPOCH} for all
     * @return every invariant, with the numbers in order; none when it holds
     */
    public Map<Invariant, List<String>> broken(Instant since) {
        return Objects.requireNonNull(oneInstant.execute(status -> {
            Map<Invariant, List<String>> broken = new EnumMap<>(Invariant.class);
            for (Invariant invariant : Invariant.values()) {
                broken.put(invariant, numbers(invariant, since));
            }
            return broken;
        }));
    }

    /** Whether this appeal still breaks it, as the caller's transaction sees it. */
    boolean isBroken(Invariant invariant, AppealNumber number, Instant since) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM (" + invariant.broken()
                        + ") AS broken (number) WHERE number = :number)")
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("number", number.value())
                .query(Boolean.class)
                .single();
    }

    private List<String> numbers(Invariant invariant, Instant since) {
        return jdbc.sql("SELECT number FROM (" + invariant.broken() + ") AS broken (number) ORDER BY number")
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list();
    }
}
