package kz.ikomek.appeals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import kz.ikomek.catalog.CalendarKind;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.CategoryKind;
import kz.ikomek.deadlines.DeadlineProperties;
import kz.ikomek.deadlines.DecisionTables;
import kz.ikomek.deadlines.Norm;
import kz.ikomek.deadlines.NormDecision;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.shared.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of transitions, and the agency's clock. */
class AppealTest {

    private static final Instant TEN = Instant.parse("2026-11-24T05:00:00Z");
    private static final WorkingCalendar CALENDAR = WorkingCalendar.shipped();

    /** A closed appeal is changed by nothing but reopening and anonymising; everything else is open to some state. */
    @ParameterizedTest
    @EnumSource(Step.class)
    void aClosedAppealIsOnlyReopenedOrAnonymised(Step step) {
        assertThat(step.from().contains(AppealState.CLOSED))
                .isEqualTo(step == Step.REOPENED || step == Step.ANONYMISED);
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void aStepIsRefusedInEveryStateThatTheTableDoesNotName(Step step) {
        for (AppealState state : AppealState.values()) {
            Appeal appeal = anAppeal(state);
            if (step.from().contains(state)) {
                assertThat(appeal.take(step)).isEqualTo(state);
                assertThat(appeal.state).isEqualTo(step.after(state));
            } else {
                assertThatThrownBy(() -> appeal.take(step)).isInstanceOf(Refusal.class);
                assertThat(appeal.state).isEqualTo(state);
            }
        }
    }

    @Test
    void thePharmacistsAreReachedFromInspectionOnly() {
        assertThat(Step.SENT_TO_PHARMACISTS.from()).containsExactly(AppealState.INSPECTION);
        assertThat(Step.SENT_TO_PHARMACISTS.after(AppealState.INSPECTION)).isEqualTo(AppealState.PHARMACY);
    }

    @Test
    void everyOpenStateLeadsToClosing() {
        assertThat(Set.of(AppealState.values()))
                .filteredOn(state -> state != AppealState.CLOSED)
                .allSatisfy(state -> assertThat(Step.CLOSED_WITH_OUTCOME.from()).contains(state));
    }

    @Test
    void whatWasPausedIsAddedToTheDeadlineOnceHoweverManyAsk() {
        Appeal appeal = anAppeal(AppealState.EXECUTION);
        Instant due = appeal.due;
        asks(appeal, 1);
        asks(appeal, 2);
        answers(appeal, 3);
        assertThat(appeal.due).as("one still asks").isEqualTo(due);
        answers(appeal, 5);
        assertThat(appeal.due).isEqualTo(due.plus(Duration.ofHours(4)));
        appeal.resume(TEN.plus(Duration.ofHours(9)), CALENDAR);
        assertThat(appeal.due).as("nothing stands still any more").isEqualTo(due.plus(Duration.ofHours(4)));
    }

    private static void asks(Appeal appeal, int hour) {
        appeal.openPauses++;
        appeal.pause(TEN.plus(Duration.ofHours(hour)));
    }

    private static void answers(Appeal appeal, int hour) {
        appeal.openPauses--;
        appeal.resume(TEN.plus(Duration.ofHours(hour)), CALENDAR);
    }

    private static Appeal anAppeal(AppealState state) {
        var norm = new Norm("P2D", CalendarKind.ROUND_THE_CLOCK);
        var limit = new Norm("PT2H", CalendarKind.ROUND_THE_CLOCK);
        return new Appeal(
                AppealNumber.ofSequence(1_000_001),
                state,
                new Appeal.NewFacts(
                        CategoryKind.SOCIAL, new CategoryCode("social-support"), null, "", Channel.PHONE, false),
                TEN,
                new NormDecision(
                        norm,
                        75,
                        DecisionTables.STANDARD_LADDER,
                        new NormDecision.StepLimits(limit, limit, limit, limit),
                        "",
                        1,
                        1),
                new DeadlineProperties("P5D", "P15D", "P3D", "PT4H"),
                CALENDAR);
    }
}
