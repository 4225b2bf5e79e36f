package kz.ikomek.bench;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** One of those that are compared: cases with one waiting person and one timer each, which tells somebody. */
interface Contestant {

    /** Where timers wait that have no part in what is measured. */
    Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    String name();

    /** Starts cases whose timers are due {@link #FAR far away} or hours from now. Returns what names each. */
    List<String> start(int cases);

    /** Moves the timer of each case. */
    void due(Map<String, Instant> timers);

    /** The job executor begins to look for timers. */
    void on();

    /** The job executor ends, and with it what it has begun. */
    void off();

    /** Forgets who was told before. */
    void forget();

    /** How many cases have told somebody since then, in a committed transaction. */
    int told();

    /** How many of their mails a mail server has still to accept; none where nobody sends them. */
    int unsent();

    /** What became of these timers. */
    List<Fired> fired(Map<String, Instant> timers);

    JobTable jobs();

    /** Moves the timers of these cases out of the way. */
    default void park(Collection<String> cases) {
        due(Turns.all(cases, FAR));
    }
}
