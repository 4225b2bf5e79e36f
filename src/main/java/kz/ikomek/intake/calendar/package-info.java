/** The staff's page of the working calendar: everybody reads it, who has the permission edits, imports and publishes. */
@NullMarked
package kz.ikomek.intake.calendar;

import org.jspecify.annotations.NullMarked;
