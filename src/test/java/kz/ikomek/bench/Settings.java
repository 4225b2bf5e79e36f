package kz.ikomek.bench;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a run measures; each is a system property {@code bench.*}.
 *
 * @param idle how long nothing happens before the single timers
 * @param single how many timers fall due one by one
 * @param together sizes of the bursts, growing
 * @param others timers that wait for later all the while
 * @param rounds how often the bursts of a size go there and back, A B C C B A
 * @param rest how long a job executor runs before a burst falls due, at least; twice that at most
 * @param limit after which a burst, or its mails, are not waited for any longer
 * @param smtpLimit the same where the timer's job talks SMTP itself
 */
record Settings(
        Duration idle,
        int single,
        List<Integer> together,
        int others,
        int rounds,
        Duration rest,
        Duration limit,
        Duration smtpLimit) {

    /** Stock's tuned executor sleeps a second at most: a longer idle time tells nothing more about it. */
    private static final Duration IDLE_OF_TUNED = Duration.ofMinutes(5);

    static Settings given() {
        return new Settings(
                duration("bench.idle", "PT1H"),
                Integer.getInteger("bench.single", 120),
                Stream.of(System.getProperty("bench.together", "1000,10000").split(","))
                        .map(Integer::valueOf)
                        .toList(),
                Integer.getInteger("bench.others", 500_000),
                Integer.getInteger("bench.rounds", 1),
                duration("bench.rest", "PT20S"),
                duration("bench.limit", "PT5M"),
                duration("bench.smtp-limit", "PT1M"));
    }

    Duration idleOfTuned() {
        return Collections.min(List.of(idle, IDLE_OF_TUNED));
    }

    int smallest() {
        return together.get(0);
    }

    int largest() {
        return together.get(together.size() - 1);
    }

    private static Duration duration(String name, String otherwise) {
        return Duration.parse(System.getProperty(name, otherwise));
    }
}
