package kz.ikomek.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import kz.ikomek.appeals.AppealFigures;
import kz.ikomek.mail.MailViews;
import kz.ikomek.workflow.JobsNow;
import kz.ikomek.workflow.QueueNow;
import kz.ikomek.workflow.QueueNow.StepQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The gauges of the centre. They are read out of the database by the clock, not when somebody asks, so that ten monitors
 * cost what one does and a database that hangs holds up none. What could not be read keeps its last value, and {@code
 * ikomek.figures.age} tells how old that is; before the first time it is not a number. Each node tells the same: the
 * figures are the centre's, not the node's.
 *
 * <p>Ages and lags are seconds, shares go from 0 to 1. What is read every few seconds costs what is open, never what was
 * closed; the shares, which read what was closed within a month, are read every five minutes.
 */
@Component
public final class Figures {

    private static final Logger log = LoggerFactory.getLogger(Figures.class);
    private static final String SECONDS = "seconds";

    private final Clock clock;
    private final MeterRegistry meters;
    private final List<Reading<?>> now;
    private final List<Reading<?>> shares;

    Figures(QueueNow queue, JobsNow jobs, MailViews mails, AppealFigures appeals, MeterRegistry meters, Clock clock) {
        this.clock = clock;
        this.meters = meters;
        this.now = List.of(
                tasks(queue),
                new Reading<>("jobs", jobs::jobs)
                        .tells("ikomek.jobs.waiting", null, JobsNow.Jobs::waiting)
                        .tells("ikomek.jobs.due", null, JobsNow.Jobs::due)
                        .tells("ikomek.timers.lag", SECONDS, found -> since(found.oldestDue())),
                new Reading<>("incidents", jobs::openIncidents).tells("ikomek.incidents.open", null, Long::doubleValue),
                new Reading<>("mails", mails::queue)
                        .tells("ikomek.mail.waiting", null, found -> found.waiting())
                        .tells("ikomek.mail.oldest.age", SECONDS, found -> since(found.oldestDemanded()))
                        .tells("ikomek.mail.lag", SECONDS, found -> since(found.nextLeaves())),
                new Reading<>("dead-mails", mails::deadLetters).tells("ikomek.mail.dead", null, Long::doubleValue),
                new Reading<>("appeals", appeals::open)
                        .tells("ikomek.appeals.open", null, AppealFigures.Open::open)
                        .tells("ikomek.appeals.overdue", null, AppealFigures.Open::overdue));
        this.shares = List.of(closed(appeals, "24h", Duration.ofDays(1)), closed(appeals, "30d", Duration.ofDays(30)));
    }

    /** Reads what changes by the minute. */
    @Scheduled(fixedDelayString = "${ikomek.figures.every}", initialDelayString = "${ikomek.figures.first-look}")
    public void read() {
        now.forEach(Reading::read);
    }

    /** Reads what was closed on time. */
    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "${ikomek.figures.first-look}")
    public void readShares() {
        shares.forEach(Reading::read);
    }

    private Reading<?> tasks(QueueNow queue) {
        MultiGauge open = MultiGauge.builder("ikomek.tasks.open").register(meters);
        MultiGauge free = MultiGauge.builder("ikomek.tasks.free").register(meters);
        MultiGauge late = MultiGauge.builder("ikomek.tasks.late").register(meters);
        MultiGauge oldest =
                MultiGauge.builder("ikomek.tasks.oldest.age").baseUnit(SECONDS).register(meters);
        return new Reading<>("tasks", () -> {
            List<StepQueue> steps = queue.allSteps();
            tell(open, steps, StepQueue::open);
            tell(free, steps, StepQueue::free);
            tell(late, steps, StepQueue::late);
            tell(oldest, steps, step -> step.open() == 0 ? 0 : since(step.oldest()));
            return steps;
        });
    }

    private static void tell(MultiGauge gauge, List<StepQueue> steps, ToDoubleFunction<StepQueue> figure) {
        gauge.register(
                steps.stream()
                        .map(step -> Row.of(Tags.of("step", step.step()), () -> figure.applyAsDouble(step)))
                        .toList(),
                true);
    }

    private Reading<?> closed(AppealFigures appeals, String window, Duration within) {
        return new Reading<>("closed-" + window, () -> appeals.closed(within))
                .tells("ikomek.appeals.closed", null, AppealFigures.Closed::closed, "window", window)
                .tells("ikomek.appeals.on.time", null, AppealFigures.Closed::share, "window", window);
    }

    /** Seconds since then; 0 when it is still to come, or there is nothing. */
    private double since(@Nullable Instant then) {
        return then == null
                ? 0
                : Math.max(0, Duration.between(then, clock.instant()).toMillis() / 1000.0);
    }

    /** What one statement tells, and when it last did. */
    private final class Reading<T> {

        private final String name;
        private final Supplier<T> source;
        private volatile Instant at = clock.instant();
        private volatile @Nullable T last;

        Reading(String name, Supplier<T> source) {
            this.name = name;
            this.source = source;
            Gauge.builder("ikomek.figures.age", this, reading -> since(reading.at))
                    .baseUnit(SECONDS)
                    .tag("figures", name)
                    .register(meters);
        }

        Reading<T> tells(String gauge, @Nullable String unit, ToDoubleFunction<T> figure, String... tags) {
            Gauge.builder(gauge, this, reading -> reading.figure(figure))
                    .baseUnit(unit)
                    .tags(tags)
                    .register(meters);
            return this;
        }

        private double figure(ToDoubleFunction<T> figure) {
            T known = last;
            return known == null ? Double.NaN : figure.applyAsDouble(known);
        }

        void read() {
            try {
                last = source.get();
                at = clock.instant();
            } catch (RuntimeException e) {
                log.warn("The figures of {} could not be read", name, e);
            }
        }
    }
}
