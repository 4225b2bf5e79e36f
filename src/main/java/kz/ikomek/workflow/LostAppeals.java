package kz.ikomek.workflow;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealViews;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Watches the centre's promise: an appeal has exactly one running process, or a final outcome and none. Whatever breaks
 * it is told to the engineers, by a line of level ERROR and the gauge {@code ikomek.appeals.lost}, which must be 0.
 */
@Component
public class LostAppeals {

    private static final Logger log = LoggerFactory.getLogger(LostAppeals.class);

    /** So many numbers stand in the line of the log. */
    private static final int SHOWN = 20;

    private final AppealViews appeals;
    private final RunningCases running;
    private final TransactionTemplate oneInstant;
    private final AtomicInteger lost;

    LostAppeals(
            AppealViews appeals, RunningCases running, PlatformTransactionManager transactions, MeterRegistry meters) {
        this.appeals = appeals;
        this.running = running;
        this.oneInstant = new TransactionTemplate(transactions);
        oneInstant.setReadOnly(true);
        oneInstant.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.lost = meters.gauge("ikomek.appeals.lost", new AtomicInteger());
    }

    /** The numbers of appeals that break the promise, of one instant, in order. */
    public List<String> numbers() {
        return oneInstant.execute(status -> {
            Set<String> open = new HashSet<>();
            appeals.open().stream().map(AppealNumber::value).forEach(open::add);
            Set<String> once = new HashSet<>();
            Set<String> broken = new HashSet<>();
            for (String number : running.numbers()) {
                if (!open.contains(number) || !once.add(number)) {
                    broken.add(number);
                }
            }
            open.removeAll(once);
            broken.addAll(open);
            List<String> sorted = new ArrayList<>(broken);
            Collections.sort(sorted);
            return sorted;
        });
    }

    /** How many there were when it was last looked, at most 10 minutes ago; 0 until the first look after the start. */
    long lastCount() {
        return lost.get();
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void look() {
        List<String> numbers = numbers();
        lost.set(numbers.size());
        if (!numbers.isEmpty()) {
            log.error(
                    "{} appeals without exactly one process or a final outcome, the first: {}",
                    numbers.size(),
                    numbers.subList(0, Math.min(SHOWN, numbers.size())));
        }
    }
}
