package kz.ikomek.intake.bulk;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.MarkTogether;
import kz.ikomek.appeals.Together;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import kz.ikomek.workflow.StaffTasks;
import kz.ikomek.workflow.StaffTasks.SeenTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Plans an order for many tasks and carries it out: each task in its own transaction, with the rights of whoever ordered
 * it. What is refused is told, and the rest is done.
 */
@Component
class DoTogether {

    private static final Logger log = LoggerFactory.getLogger(DoTogether.class);

    private final StaffTasks tasks;
    private final BulkStore store;
    private final MarkTogether mark;
    private final TransactionTemplate transactions;
    private final Clock clock;

    DoTogether(StaffTasks tasks, BulkStore store, MarkTogether mark, TransactionTemplate transactions, Clock clock) {
        this.tasks = tasks;
        this.store = store;
        this.mark = mark;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Takes each step and takes it back, to see which would be refused: only so does the preview know every rule, those of
     * the model too. Keeps the plan.
     *
     * @param gone how many others were chosen that are no more
     * @return the id under which it is carried out
     */
    UUID plan(BulkOrder order, List<SeenTask> chosen, int gone, Actor actor) {
        List<BulkRun.Item> items = new ArrayList<>();
        for (SeenTask task : chosen) {
            Refusal refusal = attempt(task.appeal(), () -> tasks.rehearse(task.id(), order.form(), actor));
            items.add(new BulkRun.Item(
                    items.size(),
                    task.id(),
                    task.appeal(),
                    refusal == null ? BulkRun.State.PLANNED : BulkRun.State.LEFT_OUT,
                    refusal));
        }
        UUID id = UUID.randomUUID();
        transactions.executeWithoutResult(status -> {
            store.plan(id, order, gone, clock.instant(), actor);
            items.forEach(item -> store.add(id, item));
        });
        return id;
    }

    /** Does what is planned and not yet done; a second time, nothing is left to do. */
    void carryOut(BulkRun run, Actor actor) {
        store.start(run.id(), clock.instant());
        List<AppealNumber> meant = run.items().stream()
                .filter(item -> item.state() != BulkRun.State.LEFT_OUT)
                .map(BulkRun.Item::appeal)
                .toList();
        var together = new Together(run.number(), meant.size(), meant);
        for (BulkRun.Item item : run.in(BulkRun.State.PLANNED)) {
            Refusal refusal = attempt(
                    item.appeal(),
                    () -> tasks.complete(item.task(), run.order().form(), actor, () -> {
                        if (!store.lockPlanned(run.id(), item.position())) {
                            return false;
                        }
                        mark.mark(item.appeal(), together, actor);
                        store.done(run.id(), item.position());
                        return true;
                    }));
            if (refusal != null) {
                store.refused(run.id(), item.position(), refusal);
            }
        }
    }

    /** What speaks against it; null when it is done. One that fails does not keep the others from being done. */
    private static @Nullable Refusal attempt(AppealNumber appeal, Runnable step) {
        try {
            step.run();
            return null;
        } catch (Refusal refusal) {
            return refusal;
        } catch (RuntimeException e) {
            log.error("A step of appeal {} that was to be taken together with others failed", appeal.value(), e);
            return new Refusal("bulk.failed", null);
        }
    }
}
