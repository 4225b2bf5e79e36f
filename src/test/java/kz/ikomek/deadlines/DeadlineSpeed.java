package kz.ikomek.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import kz.ikomek.catalog.CalendarKind;
import org.junit.jupiter.api.Test;

/**
 * Measures what a deadline costs on a calendar of ten years; no part of the test run. Started by
 *
 * <pre>./mvnw test -Dtest=DeadlineSpeed</pre>
 *
 * A round is 1 000 000 computations of one kind; each kind has warm-up rounds and measured ones. The time is that of the
 * thread's processor, so that a busy machine disturbs it little; the memory is what the thread allocated. Every result
 * is kept, so that the compiler cannot leave it out.
 */
class DeadlineSpeed {

    private static final int TIMES = 1_000_000;
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 7;
    private static final int SITUATIONS = 1 << 16;

    /** An {@code Instant} or a {@code Duration}: header, seconds, nanoseconds. */
    private static final int RESULT = 24;

    private static final double MOST_NANOS = 2_000;
    private static final LocalDate FIRST = LocalDate.of(2022, 1, 1);
    private static final int YEARS = 10;

    private static final CalendarKind WORKING = CalendarKind.WORKING;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final WorkingCalendar calendar = WorkingCalendar.of(
            1, OrdinaryWeek.PROPOSED, days(), FIRST, FIRST.plusYears(YEARS).minusDays(1));
    private final Instant[] starts = new Instant[SITUATIONS];
    private final Instant[] ends = new Instant[SITUATIONS];
    private final Object[] kept = new Object[SITUATIONS];
    private final Norm[] inTime = norms("PT30M", "PT4H", "PT24H", "PT1H30M");
    private final Norm[] inDays = norms("P1D", "P3D", "P5D", "P15D");
    private final Duration[] spans =
            IntStream.of(30, 240, 1_440, 90).mapToObj(Duration::ofMinutes).toArray(Duration[]::new);

    @Test
    void aDeadlineTakesTwoMicrosecondsAtMostAndLeavesOnlyItsResults() {
        var random = new Random(109);
        Instant earliest = FIRST.plusYears(1).atStartOfDay(WorkingCalendar.ZONE).toInstant();
        int minutes = (YEARS - 2) * 365 * 24 * 60;
        for (int i = 0; i < SITUATIONS; i++) {
            starts[i] = earliest.plusSeconds(60L * random.nextInt(minutes));
            ends[i] = starts[i].plusSeconds(random.nextInt(7 * 86_400));
        }
        var kinds = List.of(
                new Kind("plus PT", 1, i -> calendar.plus(starts[i], inTime[i % inTime.length])),
                new Kind("plus PnD", 1, i -> calendar.plus(starts[i], inDays[i % inDays.length])),
                new Kind("minus", 1, i -> calendar.minus(starts[i], spans[i % spans.length], WORKING)),
                new Kind("between", 1, i -> calendar.between(starts[i], ends[i], WORKING)),
                new Kind("extend PnD", 1, i -> calendar.extend(starts[i], inDays[i % inDays.length])),
                new Kind("norm, two pauses, an extension", 6, this::whole));
        for (int round = 0; round < WARM_UP; round++) {
            kinds.forEach(this::measure);
        }
        Map<Kind, Cost> costs = new LinkedHashMap<>();
        kinds.forEach(kind -> costs.put(kind, median(kind)));
        costs.forEach(
                (kind, cost) -> System.out.printf("%-32s %6.0f ns %6.1f bytes%n", kind.name, cost.nanos, cost.bytes));
        costs.forEach((kind, cost) -> {
            assertThat(cost.nanos).as("ns, " + kind.name).isLessThanOrEqualTo(MOST_NANOS);
            assertThat(cost.bytes).as("bytes, " + kind.name).isLessThan(kind.results * RESULT + 1.0);
        });
    }

    /** What an appeal costs in its life: six results, two of them the working time of the pauses. */
    private Instant whole(int i) {
        Norm[] norms = i % 2 == 0 ? inTime : inDays;
        Instant due = calendar.plus(starts[i], norms[i / 2 % norms.length]);
        for (int pause = 1; pause <= 2; pause++) {
            int at = (i + pause) % SITUATIONS;
            due = calendar.plus(due, calendar.between(starts[at], ends[at], WORKING), WORKING);
        }
        return calendar.extend(due, inDays[i % inDays.length]);
    }

    private Cost median(Kind kind) {
        List<Cost> costs = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            costs.add(measure(kind));
        }
        costs.sort((one, other) -> Double.compare(one.nanos, other.nanos));
        return costs.get(ROUNDS / 2);
    }

    private Cost measure(Kind kind) {
        long thread = Thread.currentThread().getId();
        long bytes = threads.getThreadAllocatedBytes(thread);
        long nanos = threads.getCurrentThreadCpuTime();
        for (int n = 0; n < TIMES; n++) {
            int i = n % SITUATIONS;
            kept[i] = kind.computation.apply(i);
        }
        return new Cost(
                (double) (threads.getCurrentThreadCpuTime() - nanos) / TIMES,
                (double) (threads.getThreadAllocatedBytes(thread) - bytes) / TIMES);
    }

    /** The shipped days of 2026 in every year. */
    private static List<CalendarDay> days() {
        List<CalendarDay> days = new ArrayList<>();
        for (CalendarDay day : CalendarFile.shipped()) {
            if (day.date().getYear() == 2026) {
                for (int year = 0; year < YEARS; year++) {
                    days.add(new CalendarDay(
                            day.date().withYear(FIRST.getYear() + year), day.kind(), day.closes(), day.name()));
                }
            }
        }
        return days;
    }

    private static Norm[] norms(String... isos) {
        return IntStream.range(0, isos.length)
                .mapToObj(i -> new Norm(isos[i], WORKING))
                .toArray(Norm[]::new);
    }

    /** One kind of computation, of the situation of this number, and how many results it makes. */
    private record Kind(String name, int results, IntFunction<Object> computation) {}

    /** What one computation costs. */
    private record Cost(double nanos, double bytes) {}
}
