package kz.ikomek.appeals;

import java.time.Instant;
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
        @Nullable String note) {}
