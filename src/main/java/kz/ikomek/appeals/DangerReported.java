package kz.ikomek.appeals;

import java.time.Instant;
import java.util.List;
import kz.ikomek.catalog.AgencyCode;

/**
 * A dangerous appeal went to these agencies, whose heads are to know at once; to none yet where an inspector has to route
 * it, or where no agency is at work on it any more. Published inside the transaction of the
 * step.
 *
 * @param at when the step was taken; with the number it tells this report from every other
 */
public record DangerReported(AppealNumber number, List<AgencyCode> agencies, Instant at) {}
