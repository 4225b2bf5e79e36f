/** Configuration of the engine: tables, history, hardening, identity, clock. */
@NullMarked
package kz.ikomek.workflow.engine;

import org.jspecify.annotations.NullMarked;
