package kz.ikomek.workflow.invariants;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.mail.AlarmShift;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks for what breaks an invariant, repairs what is safe to repair, and tells the rest: by the gauges {@code
 * ikomek.invariants}, which must be 0, a line of level ERROR and, once a day, a mail to the shift.
 */
@Component
public class Reconciliation {

    /** What was closed longer ago was looked at when it was younger. */
    private static final Duration LATELY = Duration.ofDays(2);

    private static final int SHOWN = 20;
    private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);

    private final Invariants invariants;
    private final RestoreTimer restore;
    private final AlarmShift alarm;
    private final Clock clock;
    private volatile Instant looked;
    private final Map<Invariant, AtomicInteger> figures = new EnumMap<>(Invariant.class);

    Reconciliation(Invariants invariants, RestoreTimer restore, AlarmShift alarm, Clock clock, MeterRegistry meters) {
        this.invariants = invariants;
        this.restore = restore;
        this.alarm = alarm;
        this.clock = clock;
        this.looked = clock.instant();
        Gauge.builder("ikomek.invariants.age", this, Reconciliation::secondsSinceLastLook)
                .description("How long ago it was looked without a failure")
                .baseUnit("seconds")
                .register(meters);
        for (Invariant invariant : Invariant.values()) {
            figures.put(
                    invariant,
                    meters.gauge("ikomek.invariants", Tags.of("invariant", invariant.tag()), new AtomicInteger()));
        }
    }

    /**
     * The result of a look.
     *
     * @param repaired numbers of appeals that were put right
     * @param broken what is left, by invariant
     */
    public record Result(List<String> repaired, Map<Invariant, List<String>> broken) {

        /** Copies both. */
        public Result {
            repaired = List.copyOf(repaired);
            broken = Map.copyOf(broken);
        }

        /** Whether nothing is left. */
        public boolean isKept() {
            return broken.values().stream().allMatch(List::isEmpty);
        }
    }

    /**
     * Looks, repairs and looks again.
     *
     * @param since of closed appeals, those that were closed later; {@link Instant#EPOCH} for all
     * @param repair whether to repair; else it only looks
     */
    public Result reconcile(Instant since, boolean repair) {
        var broken = invariants.broken(since);
        List<String> repaired = repair
                ? broken.getOrDefault(Invariant.TIMER, List.of()).stream()
                        .filter(this::isRestored)
                        .toList()
                : List.of();
        return new Result(repaired, repaired.isEmpty() ? broken : invariants.broken(since));
    }

    /** What was left when it was last looked, at most ten minutes ago; 0 until the first look after the start. */
    public Map<String, Integer> lastFigures() {
        Map<String, Integer> last = new LinkedHashMap<>();
        figures.forEach((invariant, figure) -> last.put(invariant.tag(), figure.get()));
        return last;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "${ikomek.invariants.first-look}")
    public void look() {
        Result result = reconcile(clock.instant().minus(LATELY), true);
        result.repaired().forEach(number -> log.warn("Appeal {} had lost its timer and has it again", number));
        result.broken()
                .forEach((invariant, numbers) ->
                        Objects.requireNonNull(figures.get(invariant)).set(numbers.size()));
        looked = clock.instant();
        result.broken().forEach(this::tell);
    }

    /** When it was last looked without a failure; before the first time, when this node was started. */
    public Instant lastLook() {
        return looked;
    }

    private double secondsSinceLastLook() {
        return Duration.between(looked, clock.instant()).toSeconds();
    }

    private void tell(Invariant invariant, List<String> numbers) {
        if (numbers.isEmpty()) {
            return;
        }
        log.error(
                "Invariant {} is broken by {}, the first: {}",
                invariant.tag(),
                numbers.size(),
                numbers.subList(0, Math.min(SHOWN, numbers.size())));
        try {
            alarm.invariantBroken(invariant.tag(), numbers);
        } catch (RuntimeException e) {
            log.error("The shift could not be told of invariant {}", invariant.tag(), e);
        }
    }

    private boolean isRestored(String number) {
        try {
            return restore.restore(new AppealNumber(number));
        } catch (RuntimeException e) {
            log.error("The timer of appeal {} could not be restored", number, e);
            return false;
        }
    }
}
