package kz.ikomek.appeals;

/**
 * A dangerous appeal went to these agencies, whose heads are to know at once. Published inside the transaction of the step.
 *
 * @param run how often the appeal has been reopened: each run climbs its own ladder
 */
public record DangerReported(AppealNumber number, java.util.List<kz.ikomek.catalog.AgencyCode> agencies, int run) {}
