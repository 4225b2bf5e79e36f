/** Backup into one file and restore out of it, by the database's own COPY: nothing beside the jar is needed. */
@NullMarked
package kz.ikomek.operations.backup;

import org.jspecify.annotations.NullMarked;
