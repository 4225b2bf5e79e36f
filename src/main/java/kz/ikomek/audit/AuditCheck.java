package kz.ikomek.audit;

import java.util.List;
import org.springframework.stereotype.Component;

/** Whether journal and audit are as they were written, for whoever is to go on with a database. */
@Component
public class AuditCheck {

    private final VerifyAudit verify;

    AuditCheck(VerifyAudit verify) {
        this.verify = verify;
    }

    /** What is not as it was written, each in one English line; empty when all is. */
    public List<String> faults() {
        return verify.verify(null).faults().stream().map(AuditFault::toString).toList();
    }
}
