/** The appeal: number, facts, states, journal and the use cases that change them. Knows nothing of the process engine. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "catalog", "deadlines", "staff"})
package kz.ikomek.appeals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
