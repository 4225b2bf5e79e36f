package kz.ikomek.appeals;

import java.time.Instant;
import java.util.List;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.deadlines.Stage;

/**
 * A level of the ladder was reached.
 *
 * @param level from 1
 * @param agencies that are at work on the appeal; empty when there is none yet
 * @param deadline that the stage is about
 * @param at when the step was taken; with the number it tells this telling from every other
 */
public record AppealEscalated(
        Matter matter,
        Stage stage,
        int level,
        ContactRole recipient,
        List<AgencyCode> agencies,
        Instant deadline,
        Instant at) {

    /** Copies the agencies. */
    public AppealEscalated {
        agencies = List.copyOf(agencies);
    }
}
