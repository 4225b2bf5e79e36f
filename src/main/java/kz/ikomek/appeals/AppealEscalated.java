package kz.ikomek.appeals;

import java.time.Instant;
import java.util.List;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.deadlines.Stage;

/**
 * A level of the ladder was reached. Published inside the transaction of the step.
 *
 * @param level from 1
 * @param agencies that are at work on the appeal; empty when there is none yet
 * @param at when the step was taken; with the number it tells this telling from every other
 */
public record AppealEscalated(
        AppealNumber number, Stage stage, int level, ContactRole recipient, List<AgencyCode> agencies, Instant at) {}
