package kz.ikomek.workflow;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import kz.ikomek.appeals.AppealNumber;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.stereotype.Component;

/** Runs due timers one by one, in due order, where the job executor is off: in tests and in the simulation. */
@Component
public class DueJobs {

    /** More at one instant mean that one comes back for ever. */
    private static final int MOST = 100_000;

    private final ManagementService management;
    private final RuntimeService runtime;
    private final Clock clock;

    DueJobs(ManagementService management, RuntimeService runtime, Clock clock) {
        this.management = management;
        this.runtime = runtime;
        this.clock = clock;
    }

    /**
     * A waiting timer.
     *
     * @param at when it is due
     */
    public record DueJob(String id, Instant at, String processInstance) {}

    /** The timer that is due next, in the past or to come; empty when none waits. */
    public Optional<DueJob> next() {
        return management
                .createJobQuery()
                .active()
                .withRetriesLeft()
                .orderByJobDuedate()
                .asc()
                .orderByJobId()
                .asc()
                .listPage(0, 1)
                .stream()
                .findFirst()
                .map(DueJobs::dueJob);
    }

    /** Runs it in its own transaction, whether its time has come or not. */
    public void run(DueJob job) {
        management.executeJob(job.id());
    }

    /** Runs every timer that is due by the clock. */
    public void runDue() {
        Optional<DueJob> job = next();
        for (int count = 0; job.isPresent() && !job.get().at().isAfter(clock.instant()); count++) {
            if (count > MOST) {
                throw new IllegalStateException("a due job comes back for ever at " + clock.instant());
            }
            run(job.get());
            job = next();
        }
    }

    /** The appeal that a timer is about; empty when its process has ended. */
    public Optional<AppealNumber> appeal(DueJob job) {
        return Optional.ofNullable(runtime.createProcessInstanceQuery()
                        .processInstanceId(job.processInstance())
                        .singleResult())
                .map(instance -> new AppealNumber(instance.getBusinessKey()));
    }

    private static DueJob dueJob(Job job) {
        return new DueJob(
                job.getId(),
                Objects.requireNonNull(job.getDuedate(), "ensure-job-due-date-not-null")
                        .toInstant(),
                job.getProcessInstanceId());
    }
}
