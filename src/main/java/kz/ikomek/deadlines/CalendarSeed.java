package kz.ikomek.deadlines;

import java.time.Clock;
import kz.ikomek.shared.Actor;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Enters the calendar that the product ships as version 1 where there is none yet, before anything reads one. */
@Component
class CalendarSeed implements InitializingBean {

    private final CalendarStore store;
    private final TransactionTemplate transactions;
    private final Clock clock;

    CalendarSeed(CalendarStore store, TransactionTemplate transactions, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void afterPropertiesSet() {
        if (store.newest() == 0) {
            var first = new CalendarView(
                    1,
                    clock.instant(),
                    Actor.SYSTEM.userId(),
                    "The calendar that the product ships",
                    OrdinaryWeek.PROPOSED,
                    CalendarFile.shippedWithSources());
            transactions.executeWithoutResult(status -> store.insertFirst(first));
        }
    }
}
