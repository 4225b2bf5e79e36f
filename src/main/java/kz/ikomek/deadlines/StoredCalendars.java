package kz.ikomek.deadlines;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The calendars of the database. Which version is in force is asked each time, so that a publication by another node
 * counts at once; the versions themselves are kept in memory, because they never change.
 */
@Component
class StoredCalendars implements WorkingCalendars {

    private final CalendarStore store;
    private final Map<Integer, WorkingCalendar> known = new ConcurrentHashMap<>();

    /** The seed comes first: there is a version from the start. */
    StoredCalendars(CalendarStore store, CalendarSeed seed) {
        this.store = store;
    }

    @Override
    public WorkingCalendar current() {
        return version(store.newest());
    }

    @Override
    public WorkingCalendar version(int version) {
        WorkingCalendar calendar = known.get(version);
        return calendar != null ? calendar : read(version);
    }

    /** What the running transaction wrote is not kept: it may be taken back, and its number given to another. */
    private WorkingCalendar read(int version) {
        var stored = store.find(version)
                .orElseThrow(() -> new IllegalArgumentException("there is no version " + version + " of the calendar"));
        WorkingCalendar calendar = stored.view().calendar();
        if (!stored.own()) {
            known.put(version, calendar);
        }
        return calendar;
    }
}
