/** What staff see in Tasklist beside the form. */
@NullMarked
package kz.ikomek.workflow.tasklist;

import org.jspecify.annotations.NullMarked;
