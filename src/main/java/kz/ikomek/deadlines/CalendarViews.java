package kz.ikomek.deadlines;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The published versions of the calendar, to read. */
@Component
public class CalendarViews {

    private static final int MOST = 50;

    private final CalendarStore store;

    /**
     * Who published a version, when and why.
     *
     * @param publishedBy login
     */
    public record Edition(int version, Instant publishedAt, String publishedBy, String note) {}

    /** The seed comes first: there is a version from the start. */
    CalendarViews(CalendarStore store, CalendarSeed seed) {
        this.store = store;
    }

    /** The version in force. */
    public CalendarView current() {
        return find(store.newest()).orElseThrow();
    }

    /** The last versions, the newest first; at most 50. */
    public List<Edition> newest() {
        return store.newest(MOST);
    }

    /** A version by its number; empty when there never was one. */
    public Optional<CalendarView> find(int version) {
        return store.find(version).map(CalendarStore.Stored::view);
    }
}
