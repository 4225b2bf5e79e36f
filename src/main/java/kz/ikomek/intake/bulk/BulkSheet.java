package kz.ikomek.intake.bulk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the pages show, in the reader's language, times of Shymkent. */
final class BulkSheet {

    private BulkSheet() {}

    /** @param words what the resident said; personal data, of the reader's own tasks */
    record Row(
            String task,
            String number,
            String path,
            String category,
            @Nullable String place,
            String registered,
            String words,
            boolean danger) {}

    /**
     * One task of an order.
     *
     * @param state name of a {@link BulkRun.State}
     * @param told what will happen or has happened, or why not
     */
    record Line(
            String number,
            String path,
            String category,
            @Nullable String place,
            String state,
            String told) {}

    /**
     * An order, planned or carried out.
     *
     * @param what is to be done with each
     * @param good how many will be done or are done
     * @param bad how many will not be done or are not
     * @param left how many are planned and not yet done
     * @param gone how many of the chosen tasks were no more
     */
    record Order(
            String path,
            String number,
            boolean started,
            String what,
            @Nullable String said,
            List<Line> lines,
            int good,
            int bad,
            int left,
            int gone) {}
}
