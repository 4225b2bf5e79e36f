/** Small values that every feature speaks: language, telephone number, refusal, clock. Open to all; uses nothing. */
@NullMarked
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
package kz.ikomek.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
