package kz.ikomek.directory;

import java.time.Instant;

/**
 * Somebody found that an entry is wrong.
 *
 * @param note what is wrong
 * @param reportedBy login of the staff member
 * @param settled whether the owner has dealt with it
 */
public record WrongReport(long id, Entry entry, String note, String reportedBy, Instant reportedAt, boolean settled) {}
