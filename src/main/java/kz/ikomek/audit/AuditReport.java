package kz.ikomek.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verification found.
 *
 * @param lines of the journal that were read
 * @param appeals chains of the journal
 * @param redacted lines whose note was taken and recorded
 * @param entries of the audit that were read
 * @param seals that were read
 * @param newest the newest seal; null when there is none
 * @param faults in the order in which they were found; empty when all is as it was written
 */
record AuditReport(
        long lines,
        long appeals,
        long redacted,
        long entries,
        long seals,
        @Nullable AuditSeal newest,
        List<AuditFault> faults) {}
