package kz.ikomek.intake.calendar;

import java.util.List;
import kz.ikomek.deadlines.CalendarDraft;
import kz.ikomek.deadlines.CalendarView;
import kz.ikomek.deadlines.EnteredDay;
import kz.ikomek.shared.Language;
import org.jspecify.annotations.Nullable;

/**
 * What a draft changes, in the reader's language.
 *
 * @param week whether it changes working hours
 */
record DraftChanges(List<Change> days, boolean week) {

    /**
     * A changed date.
     *
     * @param before null when it was an ordinary day
     * @param after null when it becomes one
     */
    record Change(YearSheet.@Nullable Line before, YearSheet.@Nullable Line after) {}

    static DraftChanges of(CalendarDraft draft, CalendarView base, YearSheets sheets, Language language) {
        return new DraftChanges(
                draft.changes(base).stream()
                        .map(change -> new Change(
                                line(change.before(), sheets, language), line(change.after(), sheets, language)))
                        .toList(),
                draft.changesWeek(base));
    }

    /** Whether it changes nothing; public for the template. */
    public boolean empty() {
        return days.isEmpty() && !week;
    }

    private static YearSheet.@Nullable Line line(@Nullable EnteredDay entered, YearSheets sheets, Language language) {
        return entered == null ? null : sheets.line(entered, language);
    }
}
