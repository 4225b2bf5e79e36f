package kz.ikomek.audit;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Covers what was added to journal and audit since the last seal with the next one. */
@Component
class SealAudit {

    private final JdbcClient jdbc;
    private final Clock clock;

    SealAudit(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Makes the next seal; empty when nothing was added, or when another node is at it. */
    Optional<AuditSeal> seal() {
        return jdbc.sql("SELECT number, hash FROM audit.seal_up(?) WHERE number IS NOT NULL")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, rowNumber) -> AuditSeal.of(row.getLong("number"), row.getBytes("hash")))
                .optional();
    }
}
