package kz.ikomek.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.CalendarKind;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.ContactRole;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.deadlines.EscalationPlan.CaseClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EscalationPlanTest {

    private static final Instant DUE = Instant.parse("2026-11-24T10:00:00Z");

    private final EscalationPlan plan = new EscalationPlan(new Ladder());
    private final WorkingCalendar calendar = WorkingCalendar.shipped();

    @Test
    void aWarningComesBeforeTheDeadlineAndTheHeadIsToldAtIt() {
        assertThat(plan.next(clock(Duration.ofHours(4), 0, null), calendar))
                .isEqualTo(new EscalationPlan.Alert(Stage.AGENCY, 1, DUE.minusSeconds(3600), ContactRole.AGENCY_DUTY));
        assertThat(plan.next(clock(Duration.ofHours(4), 1, DUE.minusSeconds(3600)), calendar))
                .isEqualTo(new EscalationPlan.Alert(Stage.AGENCY, 2, DUE, ContactRole.AGENCY_HEAD));
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
    void theNormSaysWhenTheWarningComesWhereTheStageIsItsOwn() {
        assertThat(Objects.requireNonNull(plan.next(clock(Stage.AGENCY, Duration.ofHours(4), 50, 0, null), calendar))
                        .at())
                .isEqualTo(DUE.minus(Duration.ofHours(2)));
        assertThat(Objects.requireNonNull(plan.next(clock(Stage.STATUTORY, Duration.ofHours(4), 50, 0, null), calendar))
                        .at())
                .as("the ladder's own share")
                .isEqualTo(DUE.minus(Duration.ofHours(1)));
    }

    @Test
    void whatIsToComeIsKnownBeforehand() {
        assertThat(plan.coming(clock(Duration.ofHours(4), 0, null), calendar))
                .extracting(EscalationPlan.Alert::at)
                .containsExactly(DUE.minus(Duration.ofHours(1)), DUE, DUE.plus(Duration.ofHours(2)));
    }

    @Test
    void aboveTheTopNobodyIsLeftToTell() {
        assertThat(plan.next(clock(Duration.ofHours(4), 3, DUE), calendar)).isNull();
    }

    private @Nullable Instant at(Duration norm, int level, @Nullable Instant told) {
        var alert = plan.next(clock(norm, level, told), calendar);
        return alert == null ? null : alert.at();
    }

    private static CaseClock clock(Duration norm, int level, @Nullable Instant told) {
        return clock(Stage.AGENCY, norm, 75, level, told);
    }

    private static CaseClock clock(Stage stage, Duration norm, int warning, int level, @Nullable Instant told) {
        return new CaseClock(
                DecisionTables.STANDARD_LADDER, stage, DUE, norm, CalendarKind.ROUND_THE_CLOCK, warning, level, told);
    }

    private static final class Ladder implements DecisionTables {

        private static final List<LadderStep> STEPS = List.of(
                new LadderStep(ContactRole.AGENCY_DUTY, -25),
                new LadderStep(ContactRole.AGENCY_HEAD, 0),
                new LadderStep(ContactRole.DEPUTY_AKIM, 50));

        @Override
        public NormDecision norm(NormQuestion question) {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable AgencyCode proposal(CategoryCode category, @Nullable DistrictCode district) {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable LadderStep ladder(String ladder, Stage stage, int level) {
            return level > STEPS.size() ? null : STEPS.get(level - 1);
        }
    }
}
