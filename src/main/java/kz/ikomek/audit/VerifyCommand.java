package kz.ikomek.audit;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The command of profile {@code verify-audit}: verifies journal and audit, prints what it found and ends, with exit code
 * 1 when something is not as it was written.
 */
@Component
@Profile("verify-audit")
class VerifyCommand {

    private final VerifyAudit verify;
    private final ConfigurableApplicationContext context;
    private final @Nullable AuditSeal noted;
    private final PrintStream out = System.out;

    VerifyCommand(
            VerifyAudit verify,
            ConfigurableApplicationContext context,
            @Value("${ikomek.audit.noted:#{null}}") @Nullable String noted) {
        this.verify = verify;
        this.context = context;
        this.noted = noted == null ? null : AuditSeal.parse(noted);
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void ready(ApplicationReadyEvent event) {
        AuditReport report = verify.verify(noted);
        print(report);
        out.flush();
        int code = report.faults().isEmpty() ? 0 : 1;
        System.exit(SpringApplication.exit(context, () -> code));
    }

    private void print(AuditReport report) {
        out.printf(
                "Journal: %d lines of %d appeals, %d of them redacted and recorded. Audit: %d entries. Seals: %d.%n",
                report.lines(), report.appeals(), report.redacted(), report.entries(), report.seals());
        if (report.newest() != null) {
            out.println("Newest seal, to be noted outside: " + report.newest());
        }
        report.faults().forEach(fault -> out.println("BROKEN " + fault));
        out.println(
                report.faults().isEmpty()
                        ? "Everything is as it was written."
                        : report.faults().size() + " places are not as they were written.");
    }
}
