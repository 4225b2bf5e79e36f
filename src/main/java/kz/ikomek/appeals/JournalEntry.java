package kz.ikomek.appeals;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.catalog.AgencyCode;
import org.jspecify.annotations.Nullable;

/** One line of the journal: who, when, what, from which state to which, why. */
public record JournalEntry(
        Instant at,
        String actor,
        Step step,
        @Nullable AppealState from,
        AppealState to,
        @Nullable AgencyCode agency,
        @Nullable String note) {

    /** What a correction changed; empty for other steps, and for corrections that are kept in words. */
    public List<Difference> differences() {
        return step == Step.CORRECTED || step == Step.DANGER_CHECKED ? Difference.read(note) : List.of();
    }

    /**
     * The note for people: of a routing, the agencies by name and then what the inspector wrote; else as it stands.
     *
     * @param nameOf the name of an agency in the reader's language
     */
    public @Nullable String note(Function<AgencyCode, String> nameOf) {
        if (step != Step.ROUTED || note == null) {
            return note;
        }
        String[] codesAndWords = note.split(": ", 2);
        String names = Stream.of(codesAndWords[0].split(", ", -1))
                .map(code -> nameOf.apply(new AgencyCode(code)))
                .collect(Collectors.joining(", "));
        return codesAndWords.length == 1 ? names : names + ": " + codesAndWords[1];
    }
}
