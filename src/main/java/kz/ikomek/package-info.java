/** The contact centre of Shymkent; each sub-package is a feature whose root is its API. */
@NullMarked
package kz.ikomek;

import org.jspecify.annotations.NullMarked;
