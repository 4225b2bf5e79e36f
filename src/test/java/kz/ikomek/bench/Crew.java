package kz.ikomek.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Several at once who do the same thing, where it is to be done many times and nobody measures how long it takes. */
final class Crew {

    private static final int HANDS = 4;

    private Crew() {}

    static <T> List<T> each(int times, Callable<T> work) {
        var hands = Executors.newFixedThreadPool(HANDS);
        try {
            List<T> done = new ArrayList<>();
            for (var one : hands.invokeAll(Collections.nCopies(times, work))) {
                done.add(one.get());
            }
            return done;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            hands.shutdown();
        }
    }
}
