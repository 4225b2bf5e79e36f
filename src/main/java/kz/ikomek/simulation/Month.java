package kz.ikomek.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealState;
import kz.ikomek.appeals.AppealViews;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.MovableClock;
import kz.ikomek.workflow.DueJobs;
import kz.ikomek.workflow.DueJobs.DueJob;
import kz.ikomek.workflow.ReopenCase;
import kz.ikomek.workflow.StaffTasks;
import kz.ikomek.workflow.StaffTasks.StaffTask;
import kz.ikomek.workflow.StartAppeal;
import kz.ikomek.workflow.WithdrawCase;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Plays appeals in the order of time. The next thing to happen is a call, something a staff member had planned, or a job
 * that falls due; the clock stands at its instant while it happens. What staff does is found by the task that is met,
 * never by what the plan supposes.
 */
@Component
class Month {

    /** More due jobs at one instant mean that one comes back for ever. */
    private static final int MOST_JOBS = 10_000;

    private final StartAppeal start;
    private final StaffTasks tasks;
    private final WithdrawCase withdraw;
    private final ReopenCase reopen;
    private final DueJobs jobs;
    private final AppealViews views;
    private final Catalog catalog;

    Month(
            StartAppeal start,
            StaffTasks tasks,
            WithdrawCase withdraw,
            ReopenCase reopen,
            DueJobs jobs,
            AppealViews views,
            Catalog catalog) {
        this.start = start;
        this.tasks = tasks;
        this.withdraw = withdraw;
        this.reopen = reopen;
        this.jobs = jobs;
        this.views = views;
        this.catalog = catalog;
    }

    /**
     * Plays the plans; the clock stands at the end afterwards.
     *
     * @param clock the application's clock
     * @param told receives each event: when, which appeal by its place in the month, what
     * @param progress receives the number of appeals registered so far
     */
    Map<Plan, AppealNumber> play(
            List<Plan> plans,
            Residents residents,
            Instant end,
            long seed,
            MovableClock clock,
            Consumer<String> told,
            IntConsumer progress) {
        return new Play(plans, residents, end, seed, clock, told, progress).run();
    }

    /** One run. */
    private final class Play {

        private final List<Plan> plans;
        private final Residents residents;
        private final Instant end;
        private final long seed;
        private final MovableClock clock;
        private final Consumer<String> told;
        private final IntConsumer progress;
        private final Pace pace;
        private final Colleagues colleagues;
        private final Map<Plan, AppealNumber> numbers = new LinkedHashMap<>();
        private final PriorityQueue<Intent> intents =
                new PriorityQueue<>(Comparator.comparing(Intent::at).thenComparingLong(Intent::sequence));

        /** Open appeals that a timer takes further: those without a task, and those that wait for a resident. */
        private final Map<AppealNumber, Course> waiting = new HashMap<>();

        private long sequence;

        /** The timer that is due next, as long as nothing was done that may have changed it; null for none. */
        private @Nullable DueJob timer;

        private boolean timerKnown;

        /** Timers that were due when the clock came to stand where it stands. */
        private int jobsNow;

        Play(
                List<Plan> plans,
                Residents residents,
                Instant end,
                long seed,
                MovableClock clock,
                Consumer<String> told,
                IntConsumer progress) {
            this.plans = plans;
            this.residents = residents;
            this.end = end;
            this.seed = seed;
            this.clock = clock;
            this.told = told;
            this.progress = progress;
            this.pace = new Pace(end);
            this.colleagues = new Colleagues(catalog, residents, numbers::get);
        }

        Map<Plan, AppealNumber> run() {
            int called = 0;
            while (true) {
                Instant call = called < plans.size() ? plans.get(called).at : Instant.MAX;
                Intent intent = intents.peek();
                Instant planned = intent == null ? Instant.MAX : intent.at();
                Instant next = call.isBefore(planned) ? call : planned;
                DueJob timer = timer();
                if (timer != null && !timer.at().isAfter(next) && timer.at().isBefore(end)) {
                    run(timer);
                } else if (!next.isBefore(end)) {
                    break;
                } else if (call.equals(next)) {
                    clock.setTo(call);
                    register(plans.get(called++));
                    progress.accept(called);
                } else {
                    intents.remove();
                    clock.setTo(planned);
                    intent.act().run();
                }
            }
            clock.setTo(end);
            return numbers;
        }

        private @Nullable DueJob timer() {
            if (!timerKnown) {
                timer = jobs.next().orElse(null);
                timerKnown = true;
            }
            return timer;
        }

        private void run(DueJob job) {
            timerKnown = false;
            if (job.at().isAfter(clock.instant())) {
                clock.setTo(job.at());
                jobsNow = 0;
            } else if (++jobsNow > MOST_JOBS) {
                throw new IllegalStateException("a due job comes back for ever at " + clock.instant());
            }
            Course course = waiting.isEmpty()
                    ? null
                    : jobs.appeal(job).map(waiting::get).orElse(null);
            jobs.run(job);
            if (course != null) {
                look(course);
            }
        }

        private void register(Plan plan) {
            var random = new SplittableRandom(seed * 1_000_003 + plan.ordinal);
            var actor = new Actor(plan.ordinal % 2 == 0 ? "operator" : "operator2");
            AppealNumber number = start.start(residents.appeal(plan, random), actor);
            numbers.put(plan, number);
            var course = new Course(plan, number, random);
            tell(course, "registered " + plan.registeredAs);
            if (isClosed(course)) {
                // answered in the call: it never had a task or a timer
                closed(course);
                return;
            }
            Duration withdrawal = plan.withdrawnAfter;
            if (withdrawal != null) {
                intend(plan.at.plus(withdrawal), () -> withdrawn(course));
            }
            look(course);
        }

        /** Looks at the tasks of an appeal and plans who does the new ones when. */
        private void look(Course course) {
            timerKnown = false;
            Map<String, StaffTask> now = new LinkedHashMap<>();
            tasks.of(course.number).stream()
                    .sorted(Comparator.comparing(StaffTask::step).thenComparing(task -> String.valueOf(task.agency())))
                    .forEach(task -> now.put(task.id(), task));
            course.tasks = now;
            now.values().forEach(task -> {
                if (!course.waitsForDecision(task) && course.planned.add(task.id())) {
                    plan(task, course);
                }
            });
            waiting.remove(course.number);
            if (now.isEmpty() && isClosed(course)) {
                closed(course);
            } else if (now.isEmpty()
                    || now.values().stream().anyMatch(task -> task.step().equals(Steps.ASK_RESIDENT))) {
                waiting.put(course.number, course);
            }
        }

        private void plan(StaffTask task, Course course) {
            Instant from = clock.instant();
            if (task.step().equals(Steps.EXECUTE)) {
                from = pace.takenOn(task, course, from);
                intend(from, () -> takenOn(task.id(), course));
            }
            boolean neverAnswered = task.step().equals(Steps.ASK_RESIDENT)
                    && course.plan.residentSilent
                    && pace.timeForSilence(course, from);
            if (!neverAnswered && !course.stopsAt(task)) {
                intend(pace.done(task, course, from), () -> done(task.id(), course));
            }
        }

        private boolean isClosed(Course course) {
            return views.find(course.number).orElseThrow().state() == AppealState.CLOSED;
        }

        private void takenOn(String taskId, Course course) {
            StaffTask task = course.tasks.get(taskId);
            if (task != null) {
                timerKnown = false;
                tasks.claim(taskId, colleagues.whoTakes(task, course));
                tell(course, task.step() + " taken on");
            }
        }

        private void done(String taskId, Course course) {
            StaffTask task = course.tasks.get(taskId);
            if (task == null) {
                return;
            }
            Map<String, Object> form = colleagues.form(task, course, Duration.between(clock.instant(), end));
            tasks.complete(taskId, form, colleagues.whoTakes(task, course));
            tell(course, Colleagues.decision(task, form));
            look(course);
        }

        private void withdrawn(Course course) {
            if (!course.closed) {
                withdraw.withdraw(
                        course.number, residents.phrase("withdraw", course.plan), Colleagues.operator(course));
                tell(course, "withdrawn");
                look(course);
            }
        }

        private void closed(Course course) {
            course.closed = true;
            Duration pause = course.plan.reopenedAfter;
            if (pause != null && !course.reopened && clock.instant().plus(pause).isBefore(end.minus(pause))) {
                course.reopened = true;
                intend(clock.instant().plus(pause), () -> reopened(course));
            }
        }

        private void reopened(Course course) {
            reopen.reopen(course.number, residents.phrase("reopen", course.plan), Colleagues.operator(course));
            course.closed = false;
            tell(course, "reopened");
            look(course);
        }

        private void intend(Instant at, Runnable act) {
            intents.add(new Intent(at, sequence++, act));
        }

        private void tell(Course course, String what) {
            told.accept(clock.instant() + " " + course.plan.ordinal + " " + what);
        }
    }

    private record Intent(Instant at, long sequence, Runnable act) {}
}
