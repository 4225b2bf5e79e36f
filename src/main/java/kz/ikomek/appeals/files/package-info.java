/**
 * What comes in as a file and how it is kept: checked by content, pictures written anew, in the database or on disk. Knows
 * nothing of appeals.
 */
@NullMarked
package kz.ikomek.appeals.files;

import org.jspecify.annotations.NullMarked;
