/** Models and forms on their way into the engine: rendered, checked, deployed. */
@NullMarked
package kz.ikomek.workflow.models;

import org.jspecify.annotations.NullMarked;
