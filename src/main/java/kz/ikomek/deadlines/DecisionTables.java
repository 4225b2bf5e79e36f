package kz.ikomek.deadlines;

import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.catalog.DistrictCode;
import org.jspecify.annotations.Nullable;

/** The tables that process owners edit; answered by the engine's decision tables. */
public interface DecisionTables {

    /** The ladder that is climbed where a row of norms names none of its own. */
    String STANDARD_LADDER = "standard";

    /**
     * The norm of a case.
     *
     * @throws NullPointerException when the table has no row, which the gate does not let through
     */
    NormDecision norm(NormQuestion question);

    /** One step of a ladder, or null above its top. Levels count from 1. */
    @Nullable
    LadderStep ladder(String ladder, Stage stage, int level);

    /** The agency that the routing table names for a category and district, or null where it leaves it to people. */
    @Nullable
    AgencyCode proposal(CategoryCode category, @Nullable DistrictCode district);

    /**
     * One step of the ladder.
     *
     * @param recipient who is told
     * @param share percent of the norm: not above 0, counted from the deadline (−25 = when three quarters are gone);
     *     above 0, counted from the step before, at least 15 minutes and at most one working day (proposal)
     */
    record LadderStep(ContactRole recipient, int share) {}
}
