package kz.ikomek.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealState;
import kz.ikomek.appeals.AppealView;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.JournalEntry;
import kz.ikomek.appeals.Outcome;
import kz.ikomek.appeals.SafeguardAppeal;
import kz.ikomek.appeals.Step;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.deadlines.Stage;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.MovableClock;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.workflow.RunningCases;
import kz.ikomek.workflow.WithdrawCase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A small month, played for real. */
@IntegrationTest
class MonthTest {

    private static final int APPEALS = 320;
    private static final long SEED = 7;
    private static final LocalDate UNTIL = LocalDate.of(2026, 4, 1);

    /**
     * Nobody in the month does these: a calendar put in force anew moves clocks, a supervisor takes an appeal under
     * control, staff take steps together, and old appeals are imported, beside the process, whose tasks are all that the
     * month plays.
     */
    private static final Set<String> FROM_OUTSIDE_THE_PROCESS = Set.of(
            "CLOCK_MOVED",
            "TIMER_RESTORED",
            "TAKEN_UNDER_CONTROL",
            "ATTACHED",
            "DONE_TOGETHER",
            "ANONYMISED",
            "IMPORTED");

    @Autowired
    private Month month;

    @Autowired
    private AppealViews views;

    @Autowired
    private Catalog catalog;

    @Autowired
    private RunningCases running;

    @Autowired
    private WithdrawCase withdraw;

    @Autowired
    private SafeguardAppeal safeguard;

    @Autowired
    private MovableClock clock;

    private final List<Collection<AppealNumber>> played = new ArrayList<>();

    @AfterEach
    void leaveNoOpenAppeals() {
        played.stream()
                .flatMap(Collection::stream)
                .filter(number -> view(number).state() != AppealState.CLOSED)
                .forEach(this::end);
        clock.followSystem();
    }

    private void end(AppealNumber number) {
        var operator = new Actor("operator");
        AppealView appeal = view(number);
        if (appeal.danger() && !appeal.safe()) {
            safeguard.safe(number, "сынақ аяқталды", operator);
        }
        withdraw.withdraw(number, "сынақ аяқталды", operator);
    }

    @Test
    void comesOutExactlyTakesEveryPathAndRepeatsItself() {
        List<String> events = new ArrayList<>();
        Map<Plan, AppealNumber> numbers = play(events);

        List<AppealView> appeals = numbers.values().stream().map(this::view).toList();
        Set<String> open = appeals.stream()
                .filter(appeal -> appeal.outcome() == null)
                .map(appeal -> appeal.number().value())
                .collect(Collectors.toSet());
        assertThat(appeals).hasSize(APPEALS);
        assertThat(open).hasSize(Mix.openOf(APPEALS));
        assertThat(running.numbers().stream().filter(numbers(numbers)::contains))
                .as("each open appeal has its one process")
                .containsExactlyInAnyOrderElementsOf(open);

        Map<CategoryCode, Long> categories =
                appeals.stream().collect(Collectors.groupingBy(AppealView::category, Collectors.counting()));
        assertThat(Mix.ofTheFirstMonth().scaledTo(APPEALS).shares())
                .allSatisfy(share -> assertThat(categories.getOrDefault(share.category(), 0L))
                        .as(share.category().value())
                        .isEqualTo(share.appeals()));

        assertThat(appeals.stream().map(AppealView::outcome).filter(outcome -> outcome != null))
                .as("outcomes")
                .contains(Outcome.values());
        assertThat(steps(numbers.values())).as("steps of the journal").containsAll(stepsOfTheProcess());
        assertThat(kinds(events))
                .contains("reroute ROUTE", "reroute SAME", "reroute REINSPECT", "inspect QUESTION")
                .contains("execute taken on", "execute MORE_TIME")
                .contains("decideExtension GRANTED", "decideExtension REFUSED");
        assertThat(stagesToldOf(numbers.values())).as("stages of escalation").contains(Stage.values());
        assertThat(numbers.values())
                .anyMatch(number -> views.assignments(number).stream()
                                .map(assignment -> assignment.agency())
                                .distinct()
                                .count()
                        > 1);

        List<String> again = new ArrayList<>();
        play(again);
        assertThat(again).as("the same seed").isEqualTo(events);
    }

    private Map<Plan, AppealNumber> play(List<String> events) {
        clock.setTo(Arrivals.start(UNTIL));
        var residents = new Residents();
        List<Plan> plans = Planner.month(catalog, residents, APPEALS, UNTIL, SEED);
        Map<Plan, AppealNumber> numbers =
                month.play(plans, residents, Arrivals.end(UNTIL), SEED, clock, events::add, done -> {});
        played.add(numbers.values());
        return numbers;
    }

    private AppealView view(AppealNumber number) {
        return views.find(number).orElseThrow();
    }

    private Set<Step> steps(Collection<AppealNumber> numbers) {
        return numbers.stream()
                .flatMap(number -> views.journal(number).stream())
                .map(JournalEntry::step)
                .collect(Collectors.toSet());
    }

    private static Set<Step> stepsOfTheProcess() {
        return Stream.of(Step.values())
                .filter(step -> !FROM_OUTSIDE_THE_PROCESS.contains(step.name()))
                .collect(Collectors.toSet());
    }

    private Set<Stage> stagesToldOf(Collection<AppealNumber> numbers) {
        return numbers.stream()
                .flatMap(number -> views.journal(number).stream())
                .filter(entry -> entry.step() == Step.ESCALATED)
                .map(entry -> Stage.valueOf(String.valueOf(entry.note()).split(" ", 2)[0]))
                .collect(Collectors.toSet());
    }

    private static Set<String> numbers(Map<Plan, AppealNumber> numbers) {
        return numbers.values().stream().map(AppealNumber::value).collect(Collectors.toSet());
    }

    /** What happened, without when and to which appeal. */
    private static Set<String> kinds(List<String> events) {
        var kinds = new HashSet<String>();
        events.forEach(event -> kinds.add(event.split(" ", 3)[2]));
        return kinds;
    }
}
