package kz.ikomek.workflow;

import java.time.Instant;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.stereotype.Component;

/** Runs due timers one by one, in due order, where the job executor is off: in tests and in the simulation. */
@Component
public class DueJobs {

    private final ManagementService management;

    DueJobs(ManagementService management) {
        this.management = management;
    }

    /** Runs every timer that is due by the engine's clock. Returns how many there were. */
    public int runDue() {
        int count = 0;
        while (true) {
            var due = management
                    .createJobQuery()
                    .executable()
                    .orderByJobDuedate()
                    .asc()
                    .orderByJobId()
                    .asc()
                    .listPage(0, 1);
            if (due.isEmpty()) {
                return count;
            }
            management.executeJob(due.get(0).getId());
            count++;
        }
    }

    /** When the next timer is due; empty when none waits. */
    public Optional<Instant> nextDue() {
        return management
                .createJobQuery()
                .timers()
                .active()
                .withRetriesLeft()
                .orderByJobDuedate()
                .asc()
                .listPage(0, 1)
                .stream()
                .map(Job::getDuedate)
                .map(java.util.Date::toInstant)
                .findFirst();
    }
}
