/** What must be true of every appeal at every instant: looked for in the database, put right where that is safe, told. */
@NullMarked
package kz.ikomek.workflow.invariants;

import org.jspecify.annotations.NullMarked;
