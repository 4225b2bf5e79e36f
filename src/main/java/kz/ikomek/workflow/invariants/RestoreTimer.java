package kz.ikomek.workflow.invariants;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.NoteRepair;
import kz.ikomek.workflow.lifecycle.AppealProcess;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives an open appeal its one timer again. Safe, because what the timer does is decided anew when it fires, under the
 * appeal's lock: a look too many tells nobody anything twice.
 */
@Component
class RestoreTimer {

    private static final int TRIES = 3;

    private final Invariants invariants;
    private final NoteRepair note;
    private final RuntimeService runtime;
    private final ManagementService management;

    RestoreTimer(Invariants invariants, NoteRepair note, RuntimeService runtime, ManagementService management) {
        this.invariants = invariants;
        this.note = note;
        this.runtime = runtime;
        this.management = management;
    }

    /**
     * Restores it, with a line in the journal.
     *
     * @return false when it is not done: somebody else did it, the appeal has no process to watch, or the timer was restored
     *     within a day and is lost again, so that something else is wrong
     */
    @Transactional
    boolean restore(AppealNumber number) {
        Instant look = note.lockOpen(number).orElse(null);
        List<ProcessInstance> processes = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number.value(), AppealProcess.KEY)
                .list();
        if (look == null
                || note.isRestoredToday(number)
                || processes.size() != 1
                || !invariants.isBroken(Invariant.TIMER, number, Instant.EPOCH)) {
            return false;
        }
        String process = processes.get(0).getId();
        runtime.setVariable(process, AppealProcess.NEXT_ALERT, Date.from(look));
        List<Job> timers = management
                .createJobQuery()
                .processInstanceId(process)
                .activityId(AppealProcess.WATCH)
                .list();
        if (timers.size() == 1) {
            String timer = timers.get(0).getId();
            management.activateJobById(timer);
            management.setJobRetries(timer, TRIES);
            management.setJobDuedate(timer, Date.from(look));
        } else {
            runtime.createProcessInstanceModification(process)
                    .cancelAllForActivity(AppealProcess.WATCH)
                    .startBeforeActivity(AppealProcess.WATCH)
                    .execute();
        }
        note.timerRestored(number);
        return true;
    }
}
