/** Categories, agencies, districts and contacts, in three languages; editable, never deleted. Uses only shared values. */
@NullMarked
@ApplicationModule(allowedDependencies = "shared")
package kz.ikomek.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
