/**
 * Plays a month of the centre through the public use cases, each step as the staff member concerned, at the pace of a
 * clock of its own.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "catalog", "appeals", "workflow", "platform"})
package kz.ikomek.simulation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
