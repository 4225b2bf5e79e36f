package kz.ikomek.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * When people call. Brief: about 7 000 calls in the month, over 400 a day at the epidemic's peak and 200 to 300
 * otherwise; not every call becomes an appeal.
 */
final class Arrivals {

    static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    /** Calls a day, the first day first. */
    static final int[] CALLS_A_DAY = {
        202, 205, 211, 218, 224, 236, 252, 288, 445, 462, 300, 290, 244, 226, 215, 206, 204, 207, 203, 209, 201, 205,
        204, 208, 202, 206, 203, 200, 201, 201
    };

    /** Calls in each hour of a day, the hour after midnight first (proposal). */
    private static final int[] CALLS_AN_HOUR = {
        10, 6, 5, 4, 5, 9, 18, 34, 62, 92, 98, 90, 72, 70, 80, 82, 78, 70, 62, 52, 42, 32, 22, 14
    };

    private static final int SECONDS_AN_HOUR = 3_600;

    private Arrivals() {}

    static Instant start(LocalDate until) {
        return until.minusDays(CALLS_A_DAY.length).atStartOfDay(ZONE).toInstant();
    }

    static Instant end(LocalDate until) {
        return until.atStartOfDay(ZONE).toInstant();
    }

    static List<Instant> of(int appeals, LocalDate until, RandomGenerator random) {
        int[] aDay = Apportionment.of(appeals, CALLS_A_DAY);
        LocalDate first = until.minusDays(aDay.length);
        List<Instant> arrivals = new ArrayList<>(appeals);
        for (int day = 0; day < aDay.length; day++) {
            var midnight = first.plusDays(day).atStartOfDay(ZONE);
            for (int i = 0; i < aDay[day]; i++) {
                arrivals.add(midnight.plusHours(hour(random))
                        .plusSeconds(random.nextInt(SECONDS_AN_HOUR))
                        .toInstant());
            }
        }
        Collections.sort(arrivals);
        return arrivals;
    }

    private static int hour(RandomGenerator random) {
        int calls = 0;
        for (int weight : CALLS_AN_HOUR) {
            calls += weight;
        }
        int drawn = random.nextInt(calls);
        int hour = 0;
        while (drawn >= CALLS_AN_HOUR[hour]) {
            drawn -= CALLS_AN_HOUR[hour++];
        }
        return hour;
    }
}
