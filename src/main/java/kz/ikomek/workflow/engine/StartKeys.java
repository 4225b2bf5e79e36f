package kz.ikomek.workflow.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What programs call their attempts to start a case, each in its own name, and what they were answered. */
@Component
class StartKeys {

    /** How long an attempt may be repeated. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    StartKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What became of an attempt.
     *
     * @param digest of what was sent; null when this is the first attempt
     * @param answer as JSON; null when this is the first attempt
     */
    record Attempt(@Nullable String digest, @Nullable String answer) {}

    /** Keeps the attempt to this transaction until it ends; the same one on another node waits for it. */
    Attempt lock(String actor, String key) {
        return jdbc.sql("""
                INSERT INTO desk.start_key (actor, key, at) VALUES (:actor, :key, :at)
                ON CONFLICT (actor, key) DO UPDATE SET key = excluded.key
                RETURNING digest, answer::text
                """)
                .param("actor", actor)
                .param("key", key)
                .param("at", time(clock.instant()))
                .query((row, number) -> new Attempt(row.getString("digest"), row.getString("answer")))
                .single();
    }

    void answered(String actor, String key, String digest, String answer) {
        jdbc.sql("UPDATE desk.start_key SET digest = ?, answer = ?::jsonb WHERE actor = ? AND key = ?")
                .params(digest, answer, actor, key)
                .update();
    }

    @Scheduled(cron = "0 45 3 * * *", zone = "Asia/Almaty")
    void discard() {
        jdbc.sql("DELETE FROM desk.start_key WHERE at < ?")
                .param(time(clock.instant().minus(KEPT)))
                .update();
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
