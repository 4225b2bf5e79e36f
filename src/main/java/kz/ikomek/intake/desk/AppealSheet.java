package kz.ikomek.intake.desk;

import java.util.List;
import java.util.Set;
import kz.ikomek.staff.Right;
import org.jspecify.annotations.Nullable;

/**
 * One appeal, ready to show to one reader: in the reader's language, times of Shymkent, nothing that the reader may not
 * see.
 *
 * @param number as it is read out: {@code 1000 0017}
 * @param outcome null while the appeal is open
 * @param words what the resident said; null without the right to read it
 * @param journal the newest line first
 * @param ofCaller other appeals from the same phone, the newest first; empty without the right to know the resident
 * @param similar open appeals of the same category that are near or alike, the most alike first
 * @param noWithdrawal why whoever else may withdraw cannot now, and what to do instead; null otherwise
 */
record AppealSheet(
        String number,
        String path,
        String category,
        boolean danger,
        String state,
        @Nullable String outcome,
        Deadline deadline,
        List<Fact> facts,
        @Nullable String words,
        List<Work> agencies,
        List<Entry> journal,
        List<Mail> mails,
        List<Related> ofCaller,
        List<Related> similar,
        Set<Right> rights,
        @Nullable String noWithdrawal) {

    /** @param left how long there is, how late it is, or since when the clock stands still; null when closed */
    record Deadline(String at, boolean late, @Nullable String left, String why) {}

    record Fact(String label, String value) {}

    record Work(
            String agency,
            String since,
            String state,
            boolean open,
            @Nullable String said) {}

    /** @param who name of the person, or the login of one that is not known any more; the agency beside it */
    record Entry(
            String at,
            String who,
            String step,
            String state,
            @Nullable String note) {}

    /**
     * Another appeal that the reader may open.
     *
     * @param place null when it is not known
     * @param state or the outcome of one that is closed
     */
    record Related(
            String number,
            String path,
            String category,
            @Nullable String place,
            String state,
            String at) {}

    record Mail(String at, String addressee, String address, String subject, String state, boolean dead) {}
}
