package kz.ikomek.deadlines;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kz.ikomek.catalog.CalendarKind;

/**
 * How a deadline came about, step by step; the same facts always give the same steps. {@link ExplanationWords} says it to
 * people.
 *
 * @param from from when the norm counts: the registration, or the next opening after it
 * @param outsideHours whether the registration was outside working time, so that {@code from} is later
 * @param norm the norm
 * @param normRow row of the table of norms, from 1; 0 when unknown
 * @param normVersion version of the table, from 1; 0 when unknown
 * @param reason the row's annotation
 * @param moves what moved the deadline, beginning with the norm itself, each with the deadline after it
 * @param due the deadline in force
 */
public record Explanation(
        Instant from,
        boolean outsideHours,
        Norm norm,
        int normRow,
        int normVersion,
        String reason,
        List<Move> moves,
        Instant due) {

    /** Copies the moves. */
    public Explanation {
        moves = List.copyOf(moves);
    }

    /** Why a clock stood still. */
    public enum PauseReason {
        /** The resident was asked. */
        RESIDENT,
        /** The controller verified. */
        CONTROL,
        /** The work was done, but the place was not known to be safe yet. */
        SAFETY
    }

    /**
     * A time in which the clock stood still.
     *
     * @param until when it went on
     */
    public record Pause(Instant since, Instant until, PauseReason why) {}

    /**
     * One move of the deadline.
     *
     * @param uncounted days that did not count on the way
     * @param due the deadline after it
     */
    public sealed interface Move {

        /** The deadline after the move. */
        Instant due();

        /** Days that did not count on the way. */
        List<Uncounted> uncounted();

        /** The norm, counted from the registration. */
        record Counted(List<Uncounted> uncounted, Instant due) implements Move {}

        /** An extension that a controller granted. */
        record Extended(Norm by, List<Uncounted> uncounted, Instant due) implements Move {}

        /**
         * Standstills of one kind, added up.
         *
         * @param time in time of the norm's calendar
         */
        record Paused(PauseReason why, Duration time, List<Uncounted> uncounted, Instant due) implements Move {}
    }

    /** Explains a deadline. */
    public static Explanation of(
            Instant countedFrom,
            NormDecision decision,
            List<Norm> extensions,
            List<Pause> pauses,
            WorkingCalendar calendar) {
        Norm norm = decision.norm();
        boolean outside = norm.calendar() == CalendarKind.WORKING && !calendar.open(countedFrom);
        Instant from = outside ? calendar.nextOpen(countedFrom) : countedFrom;
        List<Move> moves = new ArrayList<>();
        Instant due = calendar.plus(countedFrom, norm);
        moves.add(new Move.Counted(uncounted(norm, from, due, calendar), due));
        for (Norm extension : extensions) {
            Instant later = calendar.extend(due, extension);
            moves.add(new Move.Extended(extension, uncounted(extension, due, later, calendar), later));
            due = later;
        }
        for (PauseReason why : PauseReason.values()) {
            Duration time = pauses.stream()
                    .filter(pause -> pause.why() == why)
                    .map(pause -> calendar.between(pause.since(), pause.until(), norm.calendar()))
                    .reduce(Duration.ZERO, Duration::plus);
            if (!time.isZero()) {
                Instant later = calendar.plus(due, time, norm.calendar());
                moves.add(new Move.Paused(why, time, uncounted(norm, due, later, calendar), later));
                due = later;
            }
        }
        return new Explanation(from, outside, norm, decision.row(), decision.version(), decision.reason(), moves, due);
    }

    private static List<Uncounted> uncounted(Norm norm, Instant from, Instant to, WorkingCalendar calendar) {
        return norm.calendar() == CalendarKind.WORKING ? calendar.uncounted(day(from), day(to)) : List.of();
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(WorkingCalendar.ZONE).toLocalDate();
    }
}
