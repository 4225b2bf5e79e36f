/** Appeals of another system come in out of a file, by a mapping that somebody wrote for it. See docs/import.md. */
@NullMarked
package kz.ikomek.intake.imports;

import org.jspecify.annotations.NullMarked;
