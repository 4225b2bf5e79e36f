/**
 * Personal data: which columns hold it, who looked at whose, how long it is kept, what one person's is, and how it goes.
 * Knows the tables of all features by name, and none of their classes but those of the appeal.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "staff", "appeals"})
package kz.ikomek.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
