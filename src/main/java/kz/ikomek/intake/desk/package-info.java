/** The staff's pages of one appeal, of the contacts and of the directory, each by rights. */
@NullMarked
package kz.ikomek.intake.desk;

import org.jspecify.annotations.NullMarked;
