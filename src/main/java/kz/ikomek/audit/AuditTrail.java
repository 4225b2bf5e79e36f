package kz.ikomek.audit;

import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import kz.ikomek.shared.AuditedAct;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Adds acts to the audit in the transaction that does them, or in one of its own where there is none. */
@Component
class AuditTrail implements ApplicationListener<PayloadApplicationEvent<AuditedAct>> {

    private final JdbcClient jdbc;
    private final Clock clock;

    AuditTrail(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void onApplicationEvent(PayloadApplicationEvent<AuditedAct> event) {
        AuditedAct act = event.getPayload();
        jdbc.sql("INSERT INTO audit.entry (at, actor, act, subject, detail)"
                        + " VALUES (:at, :actor, :act, :subject, :detail)")
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("actor", act.actor().userId())
                .param("act", act.kind().name())
                .param("subject", act.subject(), Types.VARCHAR)
                .param("detail", act.detail(), Types.VARCHAR)
                .update();
    }
}
