/** What the models call: delegates and listeners, each one step of an appeal. */
@NullMarked
package kz.ikomek.workflow.lifecycle;

import org.jspecify.annotations.NullMarked;
