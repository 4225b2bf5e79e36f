package kz.ikomek.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * One turn of one of those that are compared.
 *
 * @param took from the first call to the last answer
 * @param waits microseconds of each call, by its kind
 */
record LifecycleTurn(String who, int cases, Duration took, Cost cost, Map<String, Lags> waits) {

    static final String REGISTER = "register";
    static final String CLAIM = "claim";
    static final String COMPLETE = "complete";

    /** So many hands take case after case from the call to its end. */
    static LifecycleTurn of(Lifecycle who, int cases, int hands, Supplier<Cost> cost) {
        var left = new AtomicInteger(cases);
        var waits = new ConcurrentHashMap<String, ConcurrentLinkedQueue<Long>>();
        var crew = Executors.newFixedThreadPool(hands);
        who.on();
        try {
            Cost before = cost.get();
            long began = System.nanoTime();
            List<Callable<Void>> work = new ArrayList<>();
            for (int hand = 0; hand < hands; hand++) {
                work.add(() -> {
                    while (left.getAndDecrement() > 0) {
                        one(who, waits);
                    }
                    return null;
                });
            }
            for (Future<Void> done : crew.invokeAll(work)) {
                done.get();
            }
            var took = Duration.ofNanos(System.nanoTime() - began);
            Map<String, Lags> sorted = new TreeMap<>();
            waits.forEach((kind, all) ->
                    sorted.put(kind, new Lags(all.stream().sorted().toList())));
            return new LifecycleTurn(who.name(), cases, took, cost.get().since(before), sorted);
        } catch (ExecutionException e) {
            throw new IllegalStateException(who.name(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            who.off();
            crew.shutdown();
        }
    }

    private static void one(Lifecycle who, Map<String, ConcurrentLinkedQueue<Long>> waits) {
        String name = timed(waits, REGISTER, who::register);
        for (String step : who.steps()) {
            String task = who.task(name, step);
            timed(waits, CLAIM, () -> {
                who.claim(task, step);
                return task;
            });
            timed(waits, COMPLETE, () -> {
                who.complete(task, step);
                return task;
            });
        }
    }

    private static String timed(Map<String, ConcurrentLinkedQueue<Long>> waits, String kind, Supplier<String> call) {
        long began = System.nanoTime();
        String answer = call.get();
        waits.computeIfAbsent(kind, fresh -> new ConcurrentLinkedQueue<>()).add((System.nanoTime() - began) / 1_000);
        return answer;
    }

    double perSecond() {
        return cases / (took.toNanos() / 1e9);
    }

    double milliseconds(String kind, int percent) {
        var all = waits.get(kind);
        return all == null ? Double.NaN : all.percentile(percent) / 1_000;
    }

    double applicationCpu() {
        return cost.application().toNanos() / 1e6 / cases;
    }

    double postgresCpu() {
        return cost.postgres().toNanos() / 1e6 / cases;
    }

    double statements() {
        return (double) cost.statements() / cases;
    }

    double walKilobytes() {
        return cost.wal() / 1_000.0 / cases;
    }
}
