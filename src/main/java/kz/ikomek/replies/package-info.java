/**
 * Canned replies: what is said again and again, by step and category, in Kazakh and Russian. Names no person: there is no
 * placeholder for one. Uses the values of the modules that an appeal is made of.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "catalog", "deadlines", "appeals"})
package kz.ikomek.replies;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
