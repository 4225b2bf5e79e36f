package kz.ikomek.deadlines;

import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.CategoryKind;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.catalog.DistrictCode;
import org.jspecify.annotations.Nullable;

/** The tables that process owners edit; answered by the engine's decision tables. */
public interface DecisionTables {

    /**
     * The norm of a case.
     *
     * @throws IllegalStateException when the table has no row, which the gate does not let through
     */
    NormDecision norm(CategoryCode category, CategoryKind kind, boolean danger);

    /** The limit of a step that is not the agency's, for example the controller's call. */
    Norm limit(Stage stage);

    /** One step of the ladder, or null above its top. Levels count from 1. */
    @Nullable
    LadderStep ladder(Stage stage, int level);

    /** The agency that the routing table names for a category and district, or null where it leaves it to people. */
    @Nullable
    AgencyCode proposal(CategoryCode category, @Nullable DistrictCode district);

    /**
     * A norm and why it is so.
     *
     * @param reason the row's annotation, which can be shown to people
     */
    record NormDecision(Norm norm, String reason) {}

    /**
     * One step of the ladder.
     *
     * @param recipient who is told
     * @param share percent of the norm: not above 0, counted from the deadline (−25 = when three quarters are gone);
     *     above 0, counted from the step before, at least 15 minutes and at most one working day (proposal)
     */
    record LadderStep(ContactRole recipient, int share) {}
}
