/**
 * The page on which an operator registers an appeal while the caller speaks: by keyboard, with likely duplicates beside it,
 * and a draft on the server that no crash of a browser loses.
 */
@NullMarked
package kz.ikomek.intake.register;

import org.jspecify.annotations.NullMarked;
