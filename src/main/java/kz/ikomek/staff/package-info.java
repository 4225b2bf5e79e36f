/** Who works here: roles, agencies, rights. May use the catalogue's values. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "catalog"})
package kz.ikomek.staff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
