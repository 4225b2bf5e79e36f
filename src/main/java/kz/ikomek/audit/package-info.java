/**
 * The audit: what people did beside the appeals, in a chain of hashes as the appeals' journal is, the seals over both, and
 * their verification. Who adds to it publishes {@link kz.ikomek.shared.AuditedAct}; nobody changes it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "shared")
package kz.ikomek.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
