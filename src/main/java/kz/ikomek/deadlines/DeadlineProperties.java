package kz.ikomek.deadlines;

import kz.ikomek.catalog.CalendarKind;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits that hold for every case. Each is {@code PT…H…M} or {@code PnD} of the working calendar, but the last.
 *
 * @param pauseLimit how long the clock may stand still for the resident's answer; then the resident is taken not to have
 *     answered (proposal)
 * @param statutory the outer deadline, counted from the registration; nothing stops it (to be confirmed by a lawyer:
 *     Administrative Procedural Code, 15 working days)
 * @param forwarding in which an appeal is sent on to a body outside the centre, counted from the registration (to be
 *     confirmed by a lawyer: 3 working days)
 * @param hold for how long the next level is not told after somebody has taken the case under their control, in time of
 *     the norm's own calendar (proposal)
 */
@ConfigurationProperties("ikomek.deadlines")
public record DeadlineProperties(
        @DefaultValue("P5D") String pauseLimit,
        @DefaultValue("P15D") String statutory,
        @DefaultValue("P3D") String forwarding,
        @DefaultValue("PT4H") String hold) {

    /** Checks that each is a norm. */
    public DeadlineProperties {
        working(pauseLimit);
        working(statutory);
        working(forwarding);
        working(hold);
    }

    /** The limit of a pause. */
    public Norm pauseNorm() {
        return working(pauseLimit);
    }

    /** The outer deadline. */
    public Norm statutoryNorm() {
        return working(statutory);
    }

    /** The limit for sending on. */
    public Norm forwardingNorm() {
        return working(forwarding);
    }

    private static Norm working(String iso) {
        return new Norm(iso, CalendarKind.WORKING);
    }
}
