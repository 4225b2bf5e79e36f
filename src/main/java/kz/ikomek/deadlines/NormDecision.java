package kz.ikomek.deadlines;

/**
 * A row of the table of norms: how long a case may take, and all that follows from it.
 *
 * @param warning when the warning comes, percent of the norm that has passed; 1 to 100
 * @param ladder the ladder of escalation that is climbed
 * @param limits of the single steps
 * @param reason the row's annotation in Kazakh and Russian, which can be shown to people
 * @param row the row, counted from 1; 0 when unknown
 * @param version of the table, counted from 1; 0 when unknown
 */
public record NormDecision(
        Norm norm, int warning, String ladder, StepLimits limits, String reason, int row, int version) {

    /** Checks the warning point. */
    public NormDecision {
        if (warning < 1 || warning > 100) {
            throw new IllegalArgumentException("a warning comes after 1 to 100 percent of the norm, not " + warning);
        }
    }

    /**
     * How long single steps may take, each in time of the norm's calendar.
     *
     * @param registering from the beginning of the call to the number
     * @param inspecting from the inspector's getting it to the decision
     * @param accepting from the agency's getting it to somebody there taking it on
     * @param calling from the work's end to the controller's call; also until a danger is known to be over
     */
    public record StepLimits(Norm registering, Norm inspecting, Norm accepting, Norm calling) {}
}
