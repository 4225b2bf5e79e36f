package kz.ikomek.deadlines;

import java.time.Instant;
import java.util.List;
import kz.ikomek.shared.Actor;

/** The deadlines in force, as far as the calendar decides them. They follow a new version only when somebody says so. */
public interface OpenDeadlines {

    /**
     * A deadline that the next version would move.
     *
     * @param number of the appeal, eight digits
     * @param before in force now
     * @param after by the next version
     */
    record Move(String number, Instant before, Instant after) {}

    /** What would move; changes nothing. The calendar may not be published yet. */
    List<Move> moves(WorkingCalendar next);

    /**
     * Moves them, and journals old and new in the running transaction, which is the one that publishes.
     *
     * @return how many were moved
     */
    int move(WorkingCalendar next, Actor actor);
}
