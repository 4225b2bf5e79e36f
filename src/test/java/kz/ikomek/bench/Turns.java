package kz.ikomek.bench;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;

/** Lets timers fall due. Outside its turn a contestant's job executor is off, and its timers wait far away. */
final class Turns {

    private static final Duration BETWEEN = Duration.ofSeconds(10);

    private final Settings settings;
    private final Random random = new Random(109);

    Turns(Settings settings) {
        this.settings = settings;
    }

    static Map<String, Instant> all(Collection<String> cases, Instant at) {
        Map<String, Instant> timers = new LinkedHashMap<>();
        cases.forEach(name -> timers.put(name, at));
        return timers;
    }

    /**
     * So many at one instant, which is a random one after the job executor began, so that it does not fall together with
     * the end of its sleep.
     */
    Turn together(String phase, Contestant who, int cases, Duration limit) {
        List<String> started = begin(who, cases);
        Instant due = Instant.now()
                .plus(settings.rest())
                .plusMillis(random.nextInt((int) settings.rest().toMillis() + 1))
                .truncatedTo(ChronoUnit.MILLIS);
        var timers = all(started, due);
        who.due(timers);
        who.on();
        awaitFor(due.plus(limit), Duration.ofMillis(250), () -> who.told() >= cases);
        return end(phase, who, timers, limit);
    }

    /**
     * One after the other, 1.5 to 2.5 s apart, after an idle time that all share: first those of the first contestant,
     * then those of the next. All timers exist before the idle time, so that no new one wakes a job executor.
     */
    List<Turn> single(String phase, List<Contestant> contestants, Duration idle) {
        List<List<String>> started = new ArrayList<>();
        contestants.forEach(who -> started.add(begin(who, settings.single())));
        Instant at = Instant.now().plus(idle).truncatedTo(ChronoUnit.MILLIS);
        List<Map<String, Instant>> timers = new ArrayList<>();
        for (List<String> cases : started) {
            Map<String, Instant> due = new LinkedHashMap<>();
            for (String name : cases) {
                at = at.plusMillis(1_500 + random.nextInt(1_000));
                due.put(name, at);
            }
            timers.add(due);
            at = at.plus(BETWEEN);
        }
        for (int i = 0; i < contestants.size(); i++) {
            contestants.get(i).due(timers.get(i));
            contestants.get(i).on();
        }
        Instant last = at;
        awaitFor(last.plus(BETWEEN), Duration.ofSeconds(5), () -> Instant.now().isAfter(last));
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < contestants.size(); i++) {
            Contestant who = contestants.get(i);
            awaitFor(last.plus(settings.limit()), Duration.ofSeconds(1), () -> who.told() >= settings.single());
            turns.add(end(phase, who, timers.get(i), settings.limit()));
        }
        return turns;
    }

    private static List<String> begin(Contestant who, int cases) {
        List<String> started = who.start(cases);
        who.jobs().tidy();
        who.forget();
        return started;
    }

    private static Turn end(String phase, Contestant who, Map<String, Instant> timers, Duration limit) {
        awaitFor(Instant.now().plus(limit), Duration.ofMillis(500), () -> who.unsent() == 0);
        var turn = new Turn(phase, who.name(), who.fired(timers));
        who.off();
        who.park(timers.keySet());
        return turn;
    }

    /** Not having it by then is a result too. */
    private static void awaitFor(Instant latest, Duration pause, Callable<Boolean> condition) {
        Duration most = Duration.between(Instant.now(), latest);
        try {
            await().atMost(most.compareTo(pause) > 0 ? most : pause.multipliedBy(2))
                    .pollInterval(pause)
                    .until(condition);
        } catch (ConditionTimeoutException e) {
            Report.say("the limit is over, whoever is late is not waited for");
        }
    }
}
