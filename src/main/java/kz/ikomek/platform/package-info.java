/** What every feature stands on: default database and mail catcher, login, languages, page layout. Uses only shared values. */
@NullMarked
@ApplicationModule(allowedDependencies = "shared")
package kz.ikomek.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
