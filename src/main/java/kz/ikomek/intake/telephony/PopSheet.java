package kz.ikomek.intake.telephony;

import java.util.List;
import kz.ikomek.appeals.AppealNumber;
import org.jspecify.annotations.Nullable;

/**
 * What stands on an operator's desk, ready to show: in the reader's language, times of Shymkent.
 *
 * @param extension where the operator sits; null when nowhere
 * @param lost sentence that tells who took the place; null when nobody did
 * @param call the call that matters most; null when there is none
 * @param others further calls that ring at the same place
 * @param missed how many numbers are to be called back
 */
record PopSheet(
        @Nullable String extension,
        @Nullable String lost,
        @Nullable Shown call,
        List<Other> others,
        int missed) {

    /**
     * A call, and who it may be.
     *
     * @param id for whoever registers an appeal from it
     * @param state ringing, talking, taken, ended: for the look
     * @param heading the state in words
     * @param number as it is read out, or in words why there is none
     * @param phone E.164, for whoever registers an appeal from it; null when there is none
     * @param seconds how long it rings or lasts; how long it lasted when it has ended
     * @param line which of our numbers was called, and its queue
     * @param hint what to do about the caller's name
     * @param appeal number of the appeal registered from it; null when there is none
     */
    record Shown(
            long id,
            String state,
            String heading,
            String number,
            @Nullable String phone,
            long seconds,
            String line,
            String hint,
            List<Person> people,
            @Nullable AppealNumber appeal) {}

    /**
     * Somebody who has called from this number.
     *
     * @param nameless whether the name is in fact not known
     * @param total how many of the last appeals were theirs
     */
    record Person(String name, boolean nameless, int total, List<Earlier> appeals) {}

    /** An earlier appeal. */
    record Earlier(
            String number, String path, String category, String state, boolean open, boolean danger, String at) {}

    /** A call of which only the number is shown. */
    record Other(String number, long seconds) {}
}
