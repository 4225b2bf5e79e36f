package kz.ikomek.deadlines;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** The published versions of the calendar, to read. */
@Component
public class CalendarViews {

    private final CalendarStore store;

    /** The seed comes first: there is a version from the start. */
    CalendarViews(CalendarStore store, CalendarSeed seed) {
        this.store = store;
    }

    /** The version in force. */
    public CalendarView current() {
        return find(store.newest()).orElseThrow();
    }

    /** A version by its number; empty when there never was one. */
    public Optional<CalendarView> find(int version) {
        return store.find(version).map(CalendarStore.Stored::view);
    }
}
