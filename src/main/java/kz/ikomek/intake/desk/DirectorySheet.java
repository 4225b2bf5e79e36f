package kz.ikomek.intake.desk;

import java.util.List;
import java.util.Set;
import kz.ikomek.directory.ReadOut;
import kz.ikomek.staff.DirectoryRight;
import org.jspecify.annotations.Nullable;

/**
 * A hit of the directory, ready to be read out in the reader's language.
 *
 * @param otherName the name in the other of Kazakh and Russian; null when it is the same
 * @param brief what tells it from others of its name in the list: address, phone or price
 * @param open whether it is open now; null when nobody knows
 * @param disputed how many say that it is wrong
 * @param rights of the reader on this entry
 */
record DirectorySheet(
        long id,
        String path,
        ReadOut.Answer answer,
        @Nullable String otherName,
        String kind,
        boolean medicine,
        String brief,
        @Nullable Boolean open,
        boolean demo,
        boolean corrected,
        String checked,
        String owner,
        int disputed,
        Set<DirectoryRight> rights) {

    /**
     * What a search found.
     *
     * @param text as typed; nothing was asked when it is blank
     */
    record Found(String text, List<DirectorySheet> hits) {}

    /**
     * A report that an entry is wrong.
     *
     * @param entryPath page on which the entry is changed
     */
    record Report(long id, String entry, String entryPath, String note, String by, String at, boolean demo) {}

    /**
     * What became of a form within an answer: registered, sent to the owner, or refused.
     *
     * @param number of the appeal as it is read out; null when none was registered
     * @param error null when nothing was refused
     * @param typed what comes back into the field when it was refused
     */
    record Outcome(
            @Nullable String number,
            @Nullable String numberPath,
            @Nullable String error,
            String typed) {}
}
