package kz.ikomek.bench;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lags in milliseconds, the shortest first. */
record Lags(List<Long> sorted) {

    static Lags of(List<Fired> fired, Function<Fired, @Nullable Long> lag) {
        return new Lags(
                fired.stream().map(lag).filter(Objects::nonNull).sorted().toList());
    }

    int count() {
        return sorted.size();
    }

    /** Those that are no longer than that. */
    Lags within(Duration most) {
        return new Lags(sorted.stream().filter(lag -> lag <= most.toMillis()).toList());
    }

    double percentile(int percent) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(count() * percent / 100.0) - 1);
    }

    double first() {
        return sorted.isEmpty() ? Double.NaN : sorted.get(0);
    }

    double last() {
        return percentile(100);
    }

    /** A second, from the first to the last: what the executor slept before the first does not count. */
    double rate() {
        double seconds = (last() - first()) / 1_000;
        return count() < 2 || seconds <= 0 ? Double.NaN : (count() - 1) / seconds;
    }
}
