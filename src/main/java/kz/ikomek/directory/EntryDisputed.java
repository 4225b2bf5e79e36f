package kz.ikomek.directory;

import java.time.Instant;

/**
 * An entry that nobody had found wrong so far is said to be wrong. Published in the transaction that keeps the report. What
 * the operator wrote stays in the report.
 */
public record EntryDisputed(Entry entry, Instant at) {}
