/** From a norm to an instant: working calendar, ladder of escalation. Pure arithmetic; may use the catalogue's values. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "catalog"})
package kz.ikomek.deadlines;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
