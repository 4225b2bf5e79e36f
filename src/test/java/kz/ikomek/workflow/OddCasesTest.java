package kz.ikomek.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealState;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.Channel;
import kz.ikomek.appeals.CloseAppeal;
import kz.ikomek.appeals.Difference;
import kz.ikomek.appeals.JournalEntry;
import kz.ikomek.appeals.NewAppeal;
import kz.ikomek.appeals.Outcome;
import kz.ikomek.appeals.Step;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import kz.ikomek.testing.IntegrationTest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happens seldom and must not lose an appeal: people change their minds, act twice, or in the same instant. */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class OddCasesTest {

    private static final Actor OPERATOR = new Actor("operator");

    @Autowired
    Centre centre;

    @Autowired
    StartAppeal start;

    @Autowired
    StaffTasks tasks;

    @Autowired
    WithdrawCase withdraw;

    @Autowired
    ReopenCase reopen;

    @Autowired
    AppealViews appeals;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void aQuietMonday() {
        centre.itIs("2026-11-16T10:00");
    }

    @Test
    void aDangerThatIsSeenASecondTimeIsKeptUnderControlAgain() {
        var number = centre.registered("open-manhole");
        centre.does("inspector", number, "checkDanger", Map.of("danger", false));
        centre.does(
                "executor-water-sewerage", number, "execute", Map.of("decision", "NOT_OURS", "reason", "Біздікі емес"));
        centre.does("inspector", number, "reroute", Map.of("decision", "REINSPECT"));
        centre.does(
                "inspector",
                number,
                "inspect",
                Map.of("decision", "ROUTE", "agency", "water-sewerage", "danger", true));
        assertThat(centre.waiting(number)).containsExactly("execute", "keepUnderControl");

        centre.solves("water-sewerage", number);
        centre.does("controller", number, "keepUnderControl", Map.of("note", "Қақпағы жабылды"));
        assertThat(centre.waiting(number)).containsExactly("control");
    }

    @Test
    void anUnknownFurtherAgencyIsRefusedByItsOwnField() {
        var number = centre.registered("road-infrastructure");
        refused("furtherAgencies", () -> centre.routes(number, "roads-transport", "nobody"));
        refused("agency", () -> centre.routes(number, "nobody", "roads-transport"));
        assertThat(centre.waiting(number)).containsExactly("inspect");
    }

    @Test
    void thePharmacistsAreSentNothingButMedicinesAndNoDanger() {
        var number = centre.registered("street-lighting");
        refused("category", () -> centre.does("inspector", number, "inspect", Map.of("decision", "PHARMACISTS")));
        refused(
                "danger",
                () -> centre.does(
                        "inspector",
                        number,
                        "inspect",
                        Map.of("decision", "PHARMACISTS", "category", "medicine-shortage", "danger", true)));
        assertThat(centre.waiting(number)).containsExactly("inspect");
        assertThat(appeals.journal(number)).extracting(JournalEntry::step).containsExactly(Step.REGISTERED);
    }

    @Test
    void whatIsCorrectedToADangerousCategoryIsDangerous() {
        var number = centre.registered("street-lighting");
        centre.does(
                "inspector",
                number,
                "inspect",
                Map.of("decision", "ROUTE", "category", "open-manhole", "agency", "water-sewerage", "danger", false));
        assertThat(centre.appeal(number).danger()).isTrue();
        assertThat(centre.waiting(number)).containsExactly("execute", "keepUnderControl");
    }

    @Test
    void aNewNormStartsItsLadderAnewSoThatNobodyIsPassedOver() {
        var number = centre.registered("open-manhole"); // 2 hours round the clock
        centre.timePasses(Duration.ofHours(2));
        assertThat(escalations(number)).contains("AGENCY 1 → AGENCY_DUTY", "AGENCY 2 → AGENCY_HEAD");
        int before = escalations(number).size();
        centre.does("inspector", number, "checkDanger", Map.of("danger", false, "category", "street-lighting"));
        for (int hour = 0; hour < 72; hour++) {
            centre.timePasses(Duration.ofHours(1));
        }
        assertThat(escalations(number).subList(before, escalations(number).size()))
                .filteredOn(told -> told.startsWith("AGENCY"))
                .startsWith("AGENCY 1 → AGENCY_DUTY", "AGENCY 2 → AGENCY_HEAD", "AGENCY 3 → DEPUTY_AKIM");
    }

    @Test
    void aStepWithoutADecisionIsRefusedAlsoWhenTheSameStepWasDecidedBefore() {
        var number = centre.registered("street-lighting");
        centre.does("inspector", number, "inspect", Map.of("decision", "QUESTION", "question", "Қай көше?"));
        centre.does("operator", number, "clarify", Map.of("reply", "Тәуке хан"));
        refused("decision", () -> centre.does("inspector", number, "inspect", Map.of("question", "Қай үй?")));
        centre.routes(number, "street-lighting");
        centre.solves("street-lighting", number);
        centre.does("controller", number, "control", Map.of("decision", "NO_ANSWER"));
        centre.timePasses(Duration.ofHours(2));
        refused("decision", () -> centre.does("controller", number, "control", Map.of()));
        assertThat(centre.appeal(number).attempts()).isEqualTo(1);
    }

    @Test
    void aDuplicateNamesAnAppealThatSomebodySolves() {
        var first = centre.registered("street-lighting");
        var second = centre.registered("street-lighting");
        var withdrawn = centre.registered("street-lighting");
        withdraw.withdraw(withdrawn, "Қате", OPERATOR);

        refused("duplicateOf", () -> duplicate(second, second.value()));
        refused("duplicateOf", () -> duplicate(second, "1234"));
        refused("duplicateOf", () -> duplicate(second, "99999992"));
        refused("duplicateOf", () -> duplicate(second, " "));
        refused("duplicateOf", () -> duplicate(second, withdrawn.value()));
        duplicate(first, second.display());
        assertThat(centre.appeal(first).outcome()).isEqualTo(Outcome.DUPLICATE);
        refused("duplicateOf", () -> duplicate(second, first.value()));
        assertThat(centre.waiting(second)).containsExactly("inspect");
    }

    @Test
    void twoInspectorsDoNotMarkTwoAppealsAsDuplicatesOfEachOther() throws Exception {
        var first = centre.registered("street-lighting");
        var second = centre.registered("street-lighting");
        List<Exception> thrown = atOnce(() -> duplicate(first, second.value()), () -> duplicate(second, first.value()));
        assertThat(thrown).singleElement().isInstanceOf(Refusal.class);
        assertThat(List.of(centre.appeal(first), centre.appeal(second)))
                .extracting(appeal -> appeal.outcome() == Outcome.DUPLICATE)
                .containsExactlyInAnyOrder(true, false);
    }

    @Test
    void whoeverStaysAnonymousLeavesNeitherNameNorPhone() {
        var number = start.start(
                new NewAppeal(
                        "Айгүл Серікқызы",
                        "8 701 123 45 67",
                        true,
                        Language.KK,
                        Channel.PHONE,
                        new CategoryCode("street-lighting"),
                        new DistrictCode("abai"),
                        null,
                        "Шам жанбайды",
                        false,
                        null),
                OPERATOR);
        assertThat(centre.appeal(number).residentName()).isNull();
        assertThat(centre.appeal(number).phone()).isNull();
    }

    @Test
    void aNameIsKeptAsItCanBeReadAndStored() {
        var number = start.start(called("Айгүл\u0000\r\nСерікқызы "), OPERATOR);
        assertThat(centre.appeal(number).residentName()).isEqualTo("Айгүл Серікқызы");
        assertThat(centre.appeal(start.start(called(" \u0000\n"), OPERATOR)).residentName())
                .isNull();
    }

    @Test
    void whateverTheOutcomeAnAppealCanBeReopenedForFourteenDaysToTheInstant() {
        var rejected = centre.registered("street-lighting");
        centre.does("inspector", rejected, "inspect", Map.of("decision", "REJECT", "reason", "Мәселе жоқ"));
        var duplicate = centre.registered("street-lighting");
        var original = centre.registered("street-lighting");
        duplicate(duplicate, original.value());
        var late = centre.registered("street-lighting");
        withdraw.withdraw(late, "Қате", OPERATOR);

        refused(null, () -> reopen.reopen(original, "Тағы", OPERATOR));
        centre.timePasses(Duration.ofDays(14));
        refused("reason", () -> reopen.reopen(rejected, " ", OPERATOR));
        for (AppealNumber number : List.of(rejected, duplicate)) {
            var due = centre.appeal(number).due();
            reopen.reopen(number, "Тағы", OPERATOR);
            assertThat(appeals.journal(number))
                    .flatExtracting(JournalEntry::differences)
                    .contains(new Difference(
                            Difference.Fact.DUE,
                            due.toString(),
                            centre.appeal(number).due().toString()));
            assertThat(centre.waiting(number)).containsExactly("inspect");
            assertThat(centre.appeal(number).outcome()).isNull();
            assertThat(centre.appeal(number).duplicateOf()).isNull();
        }
        centre.timePasses(Duration.ofMillis(1));
        refused(null, () -> reopen.reopen(late, "Тағы", OPERATOR));
        assertThat(instances(late)).isZero();
    }

    @Test
    void reopenedTwiceInTheSameInstantItRunsOnce() throws Exception {
        var number = centre.registered("street-lighting");
        withdraw.withdraw(number, "Қате", OPERATOR);
        List<Exception> thrown =
                atOnce(() -> reopen.reopen(number, "Тағы", OPERATOR), () -> reopen.reopen(number, "Тағы", OPERATOR));
        assertThat(thrown).singleElement().isInstanceOf(Refusal.class);
        assertThat(instances(number)).isEqualTo(1);
        assertThat(centre.appeal(number).reopenings()).isEqualTo(1);
    }

    @Test
    void withdrawnAndClosedInTheSameInstantItEndsOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            var number = centre.registered("street-lighting");
            String task = tasks.of(number).get(0).id();
            List<Exception> thrown = atOnce(
                    () -> withdraw.withdraw(number, "Қате", OPERATOR),
                    () -> tasks.complete(task, Map.of("decision", "REJECT", "reason", "Жоқ"), new Actor("inspector")));
            assertThat(thrown).hasSize(1);
            assertThat(instances(number)).isZero();
            assertThat(appeals.journal(number)).extracting(JournalEntry::to).containsOnlyOnce(AppealState.CLOSED);
        }
    }

    @Test
    void aDangerThatIsNotYetSafeIsNotTakenBack() {
        var number = centre.registered("open-manhole");
        assertThatThrownBy(() -> withdraw.withdraw(number, "Қате", OPERATOR))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(CloseAppeal.STILL_DANGEROUS));
        assertThat(instances(number)).isEqualTo(1);
        assertThat(centre.waiting(number)).containsExactly("checkDanger", "execute", "keepUnderControl");
        assertThat(appeals.openAgencies(number)).hasSize(1);

        centre.does("controller", number, "keepUnderControl", Map.of("note", "Қақпағы жабылды"));
        withdraw.withdraw(number, "Қате", OPERATOR);
        assertThat(instances(number)).isZero();
        assertThat(appeals.openAgencies(number)).isEmpty();
        refused(null, () -> withdraw.withdraw(number, "Қате", OPERATOR));
    }

    @Test
    void whatTheInspectorFoundNotDangerousCanBeTakenBack() {
        var number = centre.registered("open-manhole");
        centre.does("inspector", number, "checkDanger", Map.of("danger", false));
        withdraw.withdraw(number, "Қате", OPERATOR);
        assertThat(centre.appeal(number).outcome()).isEqualTo(Outcome.WITHDRAWN);
    }

    @Test
    void overlappingQuestionsStopTheClockOnce() {
        var number = centre.registered("electricity"); // 4 hours round the clock
        centre.routes(number, "power-grid", "street-lighting");
        var due = centre.appeal(number).due();
        asks("power-grid", number);
        centre.timePasses(Duration.ofHours(1));
        asks("street-lighting", number);
        centre.timePasses(Duration.ofHours(1));
        answers(number);
        centre.timePasses(Duration.ofHours(1));
        answers(number);
        assertThat(centre.appeal(number).due()).isEqualTo(due.plus(Duration.ofHours(3)));
        assertThat(centre.appeal(number).pausedSince()).isNull();
    }

    @Test
    void whatTheDatabaseRefusesQuotesNoRow() {
        var number = centre.registered("street-lighting");
        assertThatThrownBy(() -> jdbc.sql("UPDATE appeals.appeal SET state = 'CLOSED' WHERE number = ?")
                        .param(number.value())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("check constraint")
                .hasMessageNotContainingAny("Серікқызы", "+7701", "Үйіміздің");
    }

    private static NewAppeal called(String name) {
        return new NewAppeal(
                name,
                "8 701 123 45 67",
                false,
                Language.KK,
                Channel.PHONE,
                new CategoryCode("street-lighting"),
                new DistrictCode("abai"),
                null,
                "Шам жанбайды",
                false,
                null);
    }

    private void asks(String agency, AppealNumber number) {
        centre.does(
                "executor-" + agency, number, "execute", Map.of("decision", "ASK_RESIDENT", "question", "Қай пәтер?"));
    }

    private void answers(AppealNumber number) {
        centre.does("operator", number, "askResident", Map.of("decision", "NO_ANSWER"));
    }

    private void duplicate(AppealNumber number, String of) {
        centre.does("inspector", number, "inspect", Map.of("decision", "DUPLICATE", "duplicateOf", of));
    }

    private static void refused(@Nullable String field, ThrowingCallable step) {
        assertThatThrownBy(step)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo(field));
    }

    private long instances(AppealNumber number) {
        return jdbc.sql("SELECT count(*) FROM act_ru_execution WHERE business_key_ = ? AND parent_id_ IS NULL")
                .param(number.value())
                .query(Long.class)
                .single();
    }

    private List<String> escalations(AppealNumber number) {
        return appeals.journal(number).stream()
                .filter(entry -> entry.step() == Step.ESCALATED)
                .map(entry -> String.valueOf(entry.note()))
                .toList();
    }

    /** What was thrown by those who were not first. */
    private static List<Exception> atOnce(Runnable... steps) throws Exception {
        List<Exception> thrown = Collections.synchronizedList(new ArrayList<>());
        var barrier = new CyclicBarrier(steps.length);
        var pool = Executors.newFixedThreadPool(steps.length);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Runnable step : steps) {
                running.add(pool.submit(() -> {
                    barrier.await(30, TimeUnit.SECONDS);
                    try {
                        step.run();
                    } catch (RuntimeException e) {
                        thrown.add(e);
                    }
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        return List.copyOf(thrown);
    }
}
