package kz.ikomek.operations.backup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backup says of itself, the last entry of its file: without it, what is there was cut off.
 *
 * @param format of the file; {@link #FORMAT}
 * @param application version of the program that made it
 * @param database version of the tables, the newest of {@code migrations}
 * @param madeAt instant of the snapshot, ISO 8601, UTC
 * @param migrations that made the tables, in order of their versions
 * @param tables with what they held
 * @param sequences with where they stood, at the snapshot or later
 * @param attachments files that were kept on disk
 */
record Manifest(
        int format,
        String application,
        String database,
        String madeAt,
        List<Migration> migrations,
        List<Table> tables,
        List<Sequence> sequences,
        Attachments attachments) {

    static final int FORMAT = 1;

    /** Name of its entry in the file. */
    static final String ENTRY = "manifest.json";

    /** @param checksum Flyway's; null where a migration has none */
    record Migration(String version, @Nullable Integer checksum) {}

    /**
     * What was in a table.
     *
     * @param name with its schema, as SQL writes it
     * @param columns in order, as SQL writes them; without those that the database computes
     * @param sha256 of the entry's bytes, in hexadecimal digits
     */
    record Table(String name, List<String> columns, long rows, String sha256) {

        String entry() {
            return "tables/" + name + ".copy";
        }
    }

    /** @param called whether {@code last} was given out */
    record Sequence(String name, long last, boolean called) {}

    /** @param sha256 over the name and the bytes of each, in the order of the file */
    record Attachments(long files, long bytes, String sha256) {}

    long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }
}
