package kz.ikomek.appeals;

import java.util.List;

/** Levels of ladders were reached, each of another appeal. Published inside the transaction of the step; never empty. */
public record AppealsEscalated(List<AppealEscalated> all) {

    /** Copies the list. */
    public AppealsEscalated {
        all = List.copyOf(all);
    }
}
