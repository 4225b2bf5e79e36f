package kz.ikomek.directory;

/**
 * An entry of the directory.
 *
 * @param version grows with every change, so that nobody overwrites what somebody else has just entered
 * @param demo whether it is invented, and says so wherever it is shown
 */
public record Entry(long id, int version, boolean demo, EntryFacts facts) {}
