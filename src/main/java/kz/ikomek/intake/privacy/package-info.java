/** The pages of personal data: who saw whose, the report on one person, anonymising, and how long it is kept. */
@NullMarked
package kz.ikomek.intake.privacy;

import org.jspecify.annotations.NullMarked;
