package kz.ikomek.appeals;

/**
 * A level of the ladder was reached. Published inside the transaction of the step.
 *
 * @param run how often the appeal has been reopened: each run climbs its own ladder
 */
public record AppealEscalated(
        AppealNumber number,
        kz.ikomek.deadlines.Stage stage,
        int level,
        kz.ikomek.catalog.ContactRole recipient,
        java.util.List<kz.ikomek.catalog.AgencyCode> agencies,
        int run) {}
