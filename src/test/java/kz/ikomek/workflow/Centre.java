package kz.ikomek.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealView;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.appeals.Channel;
import kz.ikomek.appeals.NewAppeal;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.MovableClock;
import org.camunda.bpm.engine.TaskService;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;

/** The centre as its staff play it in a test: who calls, who does what, how time goes by. */
@TestComponent
public class Centre {

    private final StartAppeal start;
    private final StaffTasks tasks;
    private final DueJobs jobs;
    private final AppealViews appeals;
    private final MovableClock clock;
    private final TaskService engineTasks;

    Centre(
            StartAppeal start,
            StaffTasks tasks,
            DueJobs jobs,
            AppealViews appeals,
            MovableClock clock,
            TaskService engineTasks) {
        this.start = start;
        this.tasks = tasks;
        this.jobs = jobs;
        this.appeals = appeals;
        this.clock = clock;
        this.engineTasks = engineTasks;
    }

    /** It is this time in Shymkent; timers of earlier tests are run, so that they disturb nobody. */
    public void itIs(String local) {
        clock.setTo(LocalDateTime.parse(local).atZone(WorkingCalendar.ZONE).toInstant());
        jobs.runDue();
    }

    public void timePasses(Duration time) {
        clock.advance(time);
        jobs.runDue();
    }

    public NewAppeal call(String category, @Nullable String answer) {
        return new NewAppeal(
                "Айгүл Серікқызы",
                "8 701 123 45 67",
                false,
                Language.KK,
                Channel.PHONE,
                new CategoryCode(category),
                new DistrictCode("abai"),
                "Тәуке хан даңғылы, 12",
                "Үйіміздің жанындағы мәселе",
                false,
                answer);
    }

    public AppealNumber registered(String category) {
        return start.start(call(category, null), new Actor("operator"));
    }

    public AppealView appeal(AppealNumber number) {
        return appeals.find(number).orElseThrow();
    }

    public List<String> waiting(AppealNumber number) {
        return tasks.of(number, new Actor("admin")).stream()
                .map(StaffTasks.StaffTask::step)
                .sorted()
                .toList();
    }

    public List<String> waitingFor(AppealNumber number, String userId) {
        return tasks.of(number, new Actor(userId)).stream()
                .map(StaffTasks.StaffTask::step)
                .sorted()
                .toList();
    }

    /** The staff member finds the task among the own ones and completes it with what stands in the form. */
    public void does(String userId, AppealNumber number, String step, Map<String, Object> form) {
        var actor = new Actor(userId);
        var task = tasks.of(number, actor).stream()
                .filter(waiting -> waiting.step().equals(step))
                .findFirst();
        assertThat(task).as("%s finds %s of %s", userId, step, number).isPresent();
        tasks.complete(task.orElseThrow().id(), form, actor);
    }

    public void routes(AppealNumber number, String agency, String... further) {
        does(
                "inspector",
                number,
                "inspect",
                Map.of("decision", "ROUTE", "agency", agency, "furtherAgencies", List.of(further)));
    }

    /** Somebody of the agency takes the work on, as people do by claiming it. */
    public void takesOn(String agency, AppealNumber number) {
        String userId = "executor-" + agency;
        String task = tasks.of(number, new Actor(userId)).stream()
                .filter(waiting -> waiting.step().equals("execute"))
                .findFirst()
                .orElseThrow()
                .id();
        engineTasks.claim(task, userId);
    }

    public void solves(String agency, AppealNumber number) {
        does("executor-" + agency, number, "execute", Map.of("decision", "SOLVED", "report", "Жөнделді"));
    }
}
