package kz.ikomek.directory;

import java.util.List;

/**
 * An entry that a search found.
 *
 * @param stock of a medicine the pharmacies that have it, the cheapest first; else empty
 */
public record Hit(Entry entry, List<Stock> stock, Match match) {

    /** How the entry was found, best first. */
    public enum Match {
        /** Its name is what was typed, or begins with it. */
        NAME,
        /** The typed words, or their beginnings, stand in its name. */
        WORDS,
        /** They stand elsewhere in the entry: address, phone, keywords. */
        ELSEWHERE,
        /** A typing error was corrected. */
        CORRECTED
    }
}
