package kz.ikomek.mail;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import kz.ikomek.shared.WaitsForDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Looks for waiting mails as soon as this node has committed one, and four times a second for those of other nodes, for
 * retries and for the end of quiet hours. Off where time is played: in tests and in the month.
 */
@Component
@ConditionalOnProperty(name = "ikomek.mail.sending", matchIfMissing = true)
class SendingSchedule {

    private static final Logger log = LoggerFactory.getLogger(SendingSchedule.class);

    private final OutboxSender sender;
    private final TaskScheduler scheduler;
    private final ReentrantLock one = new ReentrantLock();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final WaitsForDatabase mails = new WaitsForDatabase(log, "Mails");

    SendingSchedule(OutboxSender sender, TaskScheduler scheduler) {
        this.sender = sender;
        this.scheduler = scheduler;
    }

    /** In a burst one look is enough for all that was committed before it begins. */
    @TransactionalEventListener
    void demanded(MailDemanded event) {
        if (asked.compareAndSet(false, true)) {
            try {
                scheduler.schedule(this::tick, scheduler.getClock().instant());
            } catch (TaskRejectedException e) {
                log.debug("The application ends: the mail waits for the next start, or for another node");
            }
        }
    }

    @Scheduled(fixedDelay = 250)
    void tick() {
        one.lock();
        try {
            asked.set(false);
            mails.attempt(sender::sendDue);
        } finally {
            one.unlock();
        }
    }
}
