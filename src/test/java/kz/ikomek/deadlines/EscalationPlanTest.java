package kz.ikomek.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.CalendarKind;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.CategoryKind;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.deadlines.EscalationPlan.CaseClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EscalationPlanTest {

    private static final Instant DUE = Instant.parse("2026-11-24T10:00:00Z");

    private final EscalationPlan plan = new EscalationPlan(new Ladder(), WorkingCalendar.shipped());

    @Test
    void aWarningComesBeforeTheDeadlineAndTheHeadIsToldAtIt() {
        assertThat(plan.next(clock(Duration.ofHours(4), 0, null)))
                .isEqualTo(new EscalationPlan.Alert(1, DUE.minusSeconds(3600), ContactRole.AGENCY_DUTY));
        assertThat(plan.next(clock(Duration.ofHours(4), 1, DUE.minusSeconds(3600))))
                .isEqualTo(new EscalationPlan.Alert(2, DUE, ContactRole.AGENCY_HEAD));
    }

    @Test
    void eachLevelAboveTheDeadlineWaitsHalfTheNormButAtLeastAQuarterOfAnHourAndAtMostADay() {
        assertThat(at(Duration.ofHours(4), 2, DUE)).isEqualTo(DUE.plus(Duration.ofHours(2)));
        assertThat(at(Duration.ofMinutes(10), 2, DUE)).isEqualTo(DUE.plus(Duration.ofMinutes(15)));
        assertThat(at(Duration.ofDays(30), 2, DUE)).isEqualTo(DUE.plus(Duration.ofDays(1)));
    }

    @Test
    void aCaseThatCameLateGivesEachLevelItsFullWaitAfterTheOneBefore() {
        Instant toldLate = DUE.plus(Duration.ofDays(3));
        assertThat(at(Duration.ofHours(4), 2, toldLate)).isEqualTo(toldLate.plus(Duration.ofHours(2)));
    }

    @Test
    void aboveTheTopNobodyIsLeftToTell() {
        assertThat(plan.next(clock(Duration.ofHours(4), 3, DUE))).isNull();
    }

    private @Nullable Instant at(Duration norm, int level, @Nullable Instant told) {
        var alert = plan.next(clock(norm, level, told));
        return alert == null ? null : alert.at();
    }

    private static CaseClock clock(Duration norm, int level, @Nullable Instant told) {
        return new CaseClock(Stage.AGENCY, DUE, norm, CalendarKind.ROUND_THE_CLOCK, level, told);
    }

    private static final class Ladder implements DecisionTables {

        private static final List<LadderStep> STEPS = List.of(
                new LadderStep(ContactRole.AGENCY_DUTY, -25),
                new LadderStep(ContactRole.AGENCY_HEAD, 0),
                new LadderStep(ContactRole.DEPUTY_AKIM, 50));

        @Override
        public NormDecision norm(CategoryCode category, CategoryKind kind, boolean danger) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Norm limit(Stage stage) {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable AgencyCode proposal(CategoryCode category, @Nullable DistrictCode district) {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable LadderStep ladder(Stage stage, int level) {
            return level > STEPS.size() ? null : STEPS.get(level - 1);
        }
    }
}
