package kz.ikomek.intake.imports;

import java.util.Map;

/**
 * What an import came to.
 *
 * @param imported how many came in now
 * @param open how many of those are open and go on here
 * @param already how many had come in before
 * @param changed how many had come in before and are another in the file now; nothing was done with them
 * @param refused how many were not imported
 * @param reasons of all that were refused or have changed, how often each came, the commonest first
 */
record ImportResult(int imported, int open, int already, int changed, int refused, Map<String, Integer> reasons) {

    /** Whether every line is in. */
    boolean isWhole() {
        return changed == 0 && refused == 0;
    }
}
