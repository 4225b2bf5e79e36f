/** Steps of appeals that have one cause, taken together: chosen, looked at beforehand, done one by one, told one by one. */
@NullMarked
package kz.ikomek.intake.bulk;

import org.jspecify.annotations.NullMarked;
