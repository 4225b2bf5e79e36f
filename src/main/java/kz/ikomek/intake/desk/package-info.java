/** The staff's page of one appeal: facts, course, mails, and what may be done with it by rights. */
@NullMarked
package kz.ikomek.intake.desk;

import org.jspecify.annotations.NullMarked;
