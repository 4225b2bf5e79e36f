/** The page where supervisors look after the canned replies. */
@NullMarked
package kz.ikomek.intake.replies;

import org.jspecify.annotations.NullMarked;
