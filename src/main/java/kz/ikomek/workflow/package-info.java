/** The process engine and everything that talks to it. The only package that imports the engine's classes. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"shared", "catalog", "deadlines", "staff", "appeals", "mail", "replies", "privacy"})
package kz.ikomek.workflow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
