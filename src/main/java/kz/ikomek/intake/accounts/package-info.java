/** The pages about logins: everybody's own password, and the accounts of staff for administrators. */
@NullMarked
package kz.ikomek.intake.accounts;

import org.jspecify.annotations.NullMarked;
