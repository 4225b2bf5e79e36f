/**
 * For those who run the centre: the figures of the monitor, backup and restore. May use what the features tell of
 * themselves; nothing uses it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "platform", "appeals", "mail", "workflow", "audit"})
package kz.ikomek.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
