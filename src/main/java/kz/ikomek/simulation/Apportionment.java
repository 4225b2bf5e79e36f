package kz.ikomek.simulation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Splits a whole by weights so that the parts sum to it exactly: largest remainders, the earlier one first. */
final class Apportionment {

    private Apportionment() {}

    static int[] of(int whole, int... weights) {
        long sum = Arrays.stream(weights).asLongStream().sum();
        int[] parts = new int[weights.length];
        for (int i = 0; i < weights.length; i++) {
            parts[i] = Math.toIntExact((long) whole * weights[i] / sum);
        }
        int missing = whole - Arrays.stream(parts).sum();
        IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> -((long) whole * weights[i] % sum)))
                .limit(missing)
                .forEach(i -> parts[i]++);
        return parts;
    }
}
