package kz.ikomek.privacy;

/**
 * What came of it.
 *
 * @param anonymised how many appeals were anonymised now
 * @param waiting how many will be as soon as they are closed and their mails have left
 */
public record Erased(int anonymised, int waiting) {}
