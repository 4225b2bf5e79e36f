package kz.ikomek.simulation;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.SplittableRandom;
import kz.ikomek.workflow.StaffTasks.StaffTask;

/** How long people take over a task. All figures are proposals. */
final class Pace {

    private static final LocalTime OPENING = LocalTime.of(9, 0);
    private static final LocalTime CLOSING = LocalTime.of(18, 0);
    private static final LocalTime FIRST_CALL = LocalTime.of(8, 30);
    private static final LocalTime LAST_CALL = LocalTime.of(21, 0);
    private static final Duration BEFORE_THE_END = Duration.ofHours(6);
    private static final long OFFICE_NORM_HOURS = 20;

    /** Where there is less time than that, somebody is on duty day and night to take work on. */
    private static final Duration DUTY = Duration.ofDays(2);

    /** The longest pause for a resident's answer, holidays included, and what is to be done afterwards. */
    private static final Duration SILENCE = Duration.ofDays(14);

    private final Instant end;

    Pace(Instant end) {
        this.end = end;
    }

    /** When the task is done; within the month for an appeal that ends in it. */
    Instant done(StaffTask task, Course course, Instant now) {
        return inTheMonth(usually(task, course, now), course, now);
    }

    /** When somebody of the agency takes its work on; within the month for an appeal that ends in it. */
    Instant takenOn(StaffTask task, Course course, Instant now) {
        SplittableRandom random = course.random;
        boolean late = course.takenOnLateLeft;
        course.takenOnLateLeft = false;
        Duration left = task.due() == null ? Duration.ZERO : Duration.between(now, task.due());
        if (left.compareTo(Duration.ofMinutes(20)) < 0) {
            return inTheMonth(now.plusSeconds(minutes(random, 1, 4)), course, now);
        }
        double share = late ? 0.36 + 0.2 * random.nextDouble() : 0.005 + 0.025 * random.nextDouble();
        Instant at = now.plusSeconds((long) (left.toSeconds() * share));
        return inTheMonth(left.compareTo(DUTY) > 0 ? office(at, random) : at, course, now);
    }

    /** Whether the month has days enough for a resident who never answers. */
    boolean timeForSilence(Course course, Instant now) {
        return course.plan.staysOpen() || now.plus(SILENCE).isBefore(end);
    }

    private Instant inTheMonth(Instant at, Course course, Instant now) {
        if (!course.plan.staysOpen() && at.isAfter(end.minus(BEFORE_THE_END))) {
            Instant latest = now.plus(Duration.between(now, end).dividedBy(2));
            return at.isBefore(latest) ? at : latest;
        }
        return at;
    }

    private static Instant usually(StaffTask task, Course course, Instant now) {
        SplittableRandom random = course.random;
        return switch (task.step()) {
            case Steps.ANSWER_ENQUIRY -> now.plusSeconds(enquirySeconds(random));
            case Steps.INSPECT -> now.plusSeconds(minutes(random, 3, random.nextInt(40) == 0 ? 150 : 24));
            case Steps.REROUTE -> now.plusSeconds(minutes(random, 5, 40));
            case Steps.CHECK_DANGER -> now.plusSeconds(minutes(random, 4, 20));
            case Steps.CLARIFY -> waking(now.plusSeconds(minutes(random, 10, 240)), random);
            case Steps.ASK_RESIDENT -> waking(now.plusSeconds(minutes(random, 15, 480)), random);
            case Steps.DECIDE_EXTENSION -> waking(now.plusSeconds(minutes(random, 10, 180)), random);
            case Steps.CONTROL -> waking(now.plusSeconds(minutes(random, 5, 150)), random);
            case Steps.FIND_MEDICINE ->
                now.plusSeconds(course.plan.late ? minutes(random, 250, 420) : minutes(random, 20, 190));
            case Steps.KEEP_UNDER_CONTROL -> now.plusSeconds(minutes(random, 40, 170));
            default -> work(task, course, now);
        };
    }

    /** Seven of ten within a minute, a few after more than two. */
    private static long enquirySeconds(SplittableRandom random) {
        int drawn = random.nextInt(100);
        return drawn < 70 ? 15 + random.nextInt(43) : drawn < 92 ? 62 + random.nextInt(55) : 125 + random.nextInt(300);
    }

    private static Instant work(StaffTask task, Course course, Instant now) {
        SplittableRandom random = course.random;
        Instant due = task.due() == null ? now.plus(Duration.ofHours(4)) : task.due();
        if (course.plan.late && due.isAfter(now) && !course.asksForMoreTime()) {
            Instant after = due.plusSeconds(minutes(random, 30, 2_000));
            return longNorm(now, due) ? office(after, random) : after;
        }
        Duration left = Duration.between(now, due);
        if (left.compareTo(Duration.ofMinutes(20)) < 0) {
            return now.plusSeconds(minutes(random, 15, 90));
        }
        double chance = random.nextDouble();
        double share = course.asksForMoreTime()
                ? 0.55 + 0.3 * chance
                : course.plan.residentSilent && course.askLeft ? 0.05 + 0.15 * chance : 0.1 + 0.65 * chance;
        Instant at = now.plusSeconds((long) (left.toSeconds() * share));
        return longNorm(now, due) ? office(at, random) : at;
    }

    private static boolean longNorm(Instant now, Instant due) {
        return Duration.between(now, due).toHours() > OFFICE_NORM_HOURS;
    }

    /** The same time, or the next morning when offices are open. */
    static Instant office(Instant at, SplittableRandom random) {
        ZonedDateTime local = at.atZone(Arrivals.ZONE);
        if (local.toLocalTime().isBefore(OPENING)) {
            local = local.with(OPENING).plusMinutes(random.nextInt(170));
        } else if (!local.toLocalTime().isBefore(CLOSING)) {
            local = local.plusDays(1).with(OPENING).plusMinutes(random.nextInt(170));
        }
        while (local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY) {
            local = local.plusDays(1);
        }
        return local.toInstant();
    }

    /** The same time, or the next hour at which one may call people. */
    static Instant waking(Instant at, SplittableRandom random) {
        ZonedDateTime local = at.atZone(Arrivals.ZONE);
        if (local.toLocalTime().isBefore(FIRST_CALL)) {
            local = local.with(FIRST_CALL).plusMinutes(random.nextInt(120));
        } else if (!local.toLocalTime().isBefore(LAST_CALL)) {
            local = local.plusDays(1).with(FIRST_CALL).plusMinutes(random.nextInt(120));
        }
        return local.toInstant();
    }

    private static long minutes(SplittableRandom random, int from, int to) {
        return random.nextInt(from * 60, to * 60);
    }
}
