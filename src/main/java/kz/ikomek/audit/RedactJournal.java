package kz.ikomek.audit;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import kz.ikomek.shared.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes personal texts out of the appeals' journal. Who did what and when stays, the chain holds, and what was taken is
 * recorded: the only change that the database lets the application make there.
 */
@Component
public class RedactJournal {

    private final JdbcClient jdbc;
    private final Clock clock;

    RedactJournal(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Takes the notes of these lines, for good, in the running transaction.
     *
     * @param lines ids of the journal; those without a note are passed over
     * @param actor who has it done
     * @param reason in a few words, without personal data
     * @return how many notes were taken
     */
    public int redact(Collection<Long> lines, Actor actor, String reason) {
        return jdbc.sql("SELECT audit.redact_journal(:lines, :actor, :reason, :at)")
                .param("lines", lines.toArray(Long[]::new))
                .param("actor", actor.userId())
                .param("reason", reason)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }
}
