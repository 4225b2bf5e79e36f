package kz.ikomek.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.shared.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records who saw which appeals: one statement, however many they are. Whoever cannot be recorded sees nothing, because the
 * recording fails the request.
 */
@Component
public class RecordAccess {

    /** A page that renews itself is one look. */
    static final Duration ONE_LOOK = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Clock clock;

    RecordAccess(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Somebody sees an appeal. */
    public void saw(Actor who, Via via, AppealNumber number) {
        saw(who, via, List.of(number));
    }

    /** Somebody sees appeals at once; the same again within ten minutes is one look. */
    @Transactional
    public void saw(Actor who, Via via, Collection<AppealNumber> numbers) {
        if (numbers.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        // As NOT EXISTS it would be a join of all that anybody saw lately, planned by what the statistics knew
        // yesterday.
        jdbc.sql("""
                INSERT INTO privacy.access (at, who, via, number)
                SELECT :now, :who, :via, seen.number
                  FROM unnest(:numbers) AS seen (number)
                 WHERE (SELECT a.id FROM privacy.access a
                         WHERE a.number = seen.number AND a.at > :since AND a.who = :who AND a.via = :via
                         LIMIT 1) IS NULL
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("since", now.minus(ONE_LOOK).atOffset(ZoneOffset.UTC))
                .param("who", who.userId())
                .param("via", via.name())
                .param("numbers", numbers.stream().map(AppealNumber::value).toArray(String[]::new))
                .update();
    }

    /** Somebody asked for a person of whom there is no appeal. */
    void reportedNobody(Actor who) {
        jdbc.sql("INSERT INTO privacy.access (at, who, via) VALUES (?, ?, ?)")
                .params(clock.instant().atOffset(ZoneOffset.UTC), who.userId(), Via.REPORT.name())
                .update();
    }
}
