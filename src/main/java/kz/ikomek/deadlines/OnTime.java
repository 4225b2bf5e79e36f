package kz.ikomek.deadlines;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Sentences;
import org.jspecify.annotations.Nullable;

/**
 * Whether something was on time, by how much, and why. Yes or no for any three instants: what contradicts itself is
 * answered by the deadline like all else, and the contradiction is named ({@link #oddities()}).
 *
 * @param created when it began
 * @param due the deadline; what is closed at this very instant is on time
 * @param until when it was closed, or the instant of the question while it is open
 * @param closed whether it was closed
 */
public record OnTime(Instant created, Instant due, Instant until, boolean closed) {

    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm").withZone(WorkingCalendar.ZONE);

    /** Why the answer is what it is. */
    public enum Reason {
        /** On time. */
        CLOSED_BEFORE_DUE("deadlines.on-time.closed-before-due"),
        /** On time, with nothing to spare. */
        CLOSED_AT_DUE("deadlines.on-time.closed-at-due"),
        /** Late. */
        CLOSED_AFTER_DUE("deadlines.on-time.closed-after-due"),
        /** On time so far. */
        OPEN_IN_TIME("deadlines.on-time.open-in-time"),
        /** Late, and getting later. */
        OPEN_AFTER_DUE("deadlines.on-time.open-after-due");

        private final String key;

        Reason(String key) {
            this.key = key;
        }
    }

    /** What cannot have been so; the data have an error. */
    public enum Oddity {
        /** The end lies before the beginning. */
        CLOSED_BEFORE_CREATED("deadlines.on-time.odd.closed-before-created"),
        /** It was late before it began. */
        DUE_BEFORE_CREATED("deadlines.on-time.odd.due-before-created");

        private final String key;

        Oddity(String key) {
            this.key = key;
        }
    }

    /**
     * The answer for what has these times.
     *
     * @param closed null while it is open
     * @param now the instant of the question; counts only while it is open
     */
    public static OnTime of(Instant created, Instant due, @Nullable Instant closed, Instant now) {
        return closed == null ? new OnTime(created, due, now, false) : new OnTime(created, due, closed, true);
    }

    /** The answer. */
    public boolean yes() {
        return !until.isAfter(due);
    }

    /** How much earlier than the deadline when on time, how much later when not; by the clock, never negative. */
    public Duration margin() {
        return Duration.between(due, until).abs();
    }

    /** Why. */
    public Reason reason() {
        if (!closed) {
            return yes() ? Reason.OPEN_IN_TIME : Reason.OPEN_AFTER_DUE;
        }
        if (until.equals(due)) {
            return Reason.CLOSED_AT_DUE;
        }
        return yes() ? Reason.CLOSED_BEFORE_DUE : Reason.CLOSED_AFTER_DUE;
    }

    /** What is wrong with the times; mostly nothing. */
    public List<Oddity> oddities() {
        List<Oddity> oddities = new ArrayList<>();
        if (closed && until.isBefore(created)) {
            oddities.add(Oddity.CLOSED_BEFORE_CREATED);
        }
        if (due.isBefore(created)) {
            oddities.add(Oddity.DUE_BEFORE_CREATED);
        }
        return List.copyOf(oddities);
    }

    /** The answer in words, with the times as people in Shymkent see them; each oddity is a sentence more. */
    public String sentence(Sentences sentences, Language language) {
        var text = new StringBuilder(
                sentences.of(reason().key, language, shown(until), shown(due), sentences.span(margin(), language)));
        for (Oddity oddity : oddities()) {
            Instant early = oddity == Oddity.CLOSED_BEFORE_CREATED ? until : due;
            text.append(' ').append(sentences.of(oddity.key, language, shown(early), shown(created)));
        }
        return text.toString();
    }

    private static String shown(Instant instant) {
        return DATE_TIME.format(instant);
    }
}
