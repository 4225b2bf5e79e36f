/** The channels by which appeals come in, and the desk's own pages. May use the features below the workflow and its API. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "catalog",
            "deadlines",
            "staff",
            "appeals",
            "directory",
            "replies",
            "mail",
            "privacy",
            "workflow"
        })
package kz.ikomek.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
