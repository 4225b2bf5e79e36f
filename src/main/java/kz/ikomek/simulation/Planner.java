package kz.ikomek.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.Category;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.CategoryKind;
import kz.ikomek.catalog.District;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.shared.Language;
import kz.ikomek.simulation.Plan.Ending;
import org.jspecify.annotations.Nullable;

/**
 * Deals what becomes of each appeal, by quota and not by chance, so that the totals come out exactly and every kind of
 * path occurs. All shares that the brief does not name are proposals.
 */
final class Planner {

    private static final Set<Ending> NOT_DEALT_WITH = EnumSet.of(Ending.DUPLICATE, Ending.REJECTED, Ending.WITHDRAWN);

    private static final CategoryCode OTHER = new CategoryCode("other");
    private static final CategoryCode ENQUIRY = new CategoryCode("reference-service");

    /** What bodies outside the centre decide; {@code phrases.csv} names the body for each. */
    private static final Set<CategoryCode> OF_OTHER_BODIES = Set.of(
            OTHER, new CategoryCode("ecology"), new CategoryCode("consumer-rights"), new CategoryCode("public-order"));

    private static final int PERCENT = 100;
    private static final Duration LAST_MINUTES = Duration.ofMinutes(30);
    private static final Duration LAST_HOURS = Duration.ofHours(2);

    /** What needs many days from call to end is given to appeals that have them. */
    private static final Duration LONG_COURSE = Duration.ofDays(12);

    private static final Duration SILENT_COURSE = Duration.ofDays(18);

    private final Random random;
    private final Instant end;
    private final Map<CategoryCode, Category> categories = new HashMap<>();
    private final List<DistrictCode> districts;

    private Planner(List<Category> categories, List<DistrictCode> districts, long seed, Instant end) {
        this.random = new Random(seed);
        this.end = end;
        this.districts = districts;
        categories.forEach(category -> this.categories.put(category.code(), category));
    }

    /** The plans of a month, in the order of the calls. */
    static List<Plan> month(Catalog catalog, Residents residents, int appeals, LocalDate until, long seed) {
        List<DistrictCode> districts =
                catalog.districtsInUse().stream().map(District::code).toList();
        return month(catalog.categoriesInUse(), districts, residents, appeals, until, seed);
    }

    static List<Plan> month(
            List<Category> categories,
            List<DistrictCode> districts,
            Residents residents,
            int appeals,
            LocalDate until,
            long seed) {
        var planner = new Planner(categories, districts, seed, Arrivals.end(until));
        return planner.plans(Mix.ofTheFirstMonth().scaledTo(appeals), residents, until);
    }

    private List<Plan> plans(Mix mix, Residents residents, LocalDate until) {
        List<CategoryCode> subjects = new ArrayList<>();
        mix.shares().forEach(share -> subjects.addAll(Collections.nCopies(share.appeals(), share.category())));
        Collections.shuffle(subjects, random);
        List<Instant> arrivals = Arrivals.of(subjects.size(), until, random);
        List<Plan> plans = new ArrayList<>();
        for (int i = 0; i < arrivals.size(); i++) {
            plans.add(new Plan(
                    i, arrivals.get(i), subjects.get(i), districts.get(random.nextInt(districts.size())), language()));
        }
        dealEnquiries(plans);
        dealOpen(plans);
        dealMedicine(plans);
        dealDanger(plans);
        dealComplaints(plans);
        plans.forEach(plan -> residents.tell(plan, random));
        return plans;
    }

    private Language language() {
        int drawn = random.nextInt(PERCENT);
        return drawn < 72 ? Language.KK : drawn < 99 ? Language.RU : Language.EN;
    }

    private void dealEnquiries(List<Plan> plans) {
        List<Plan> enquiries = shuffled(plans, this::enquiry);
        enquiries.forEach(plan -> plan.ending = Ending.ANSWERED_IN_CALL);
        Predicate<Plan> inTime = plan -> left(plan, LAST_MINUTES) && plan.ending == Ending.ANSWERED_IN_CALL;
        deal(enquiries, 9, inTime, plan -> plan.ending = Ending.ANSWERED_BY_OPERATOR);
        deal(enquiries, 1, inTime.and(plan -> left(plan, LAST_HOURS)), plan -> {
            plan.ending = Ending.ANSWERED_BY_INSPECTOR;
            plan.passedOn = true;
        });
    }

    /** The youngest stay open, and some older ones, the sooner the longer their subject takes. */
    private void dealOpen(List<Plan> plans) {
        record Aged(Plan plan, double age) {}
        plans.stream()
                .filter(plan -> !enquiry(plan))
                .map(plan -> new Aged(plan, age(plan)))
                .sorted(Comparator.comparingDouble(Aged::age).thenComparingInt(aged -> aged.plan().ordinal))
                .limit(Mix.openOf(plans.size()))
                .forEach(aged -> aged.plan().ending = Ending.OPEN);
        int turn = 0;
        for (Plan plan : plans) {
            if (plan.staysOpen()) {
                plan.stopsAt = stop(plan, turn++);
            }
        }
    }

    private double age(Plan plan) {
        double hours = Duration.between(plan.at, end).toMinutes() / 60.0;
        double usual = switch (kind(plan)) {
            case REFERENCE, MEDICINE -> 4;
            case URGENT -> 10;
            case SOCIAL -> 60;
            case STANDARD -> 170;
        };
        double chance = random.nextDouble();
        return left(plan, LAST_HOURS) ? hours / usual * (0.3 + 1.4 * chance) : 0;
    }

    private String stop(Plan plan, int turn) {
        if (kind(plan) == CategoryKind.MEDICINE) {
            return Steps.FIND_MEDICINE;
        }
        if (dangerous(plan)) {
            return turn % 3 == 0 ? Steps.KEEP_UNDER_CONTROL : Steps.EXECUTE;
        }
        return switch (turn % 12) {
            case 0 -> Steps.INSPECT;
            case 1 -> Steps.CLARIFY;
            case 2 -> Steps.ASK_RESIDENT;
            case 3 -> Steps.CONTROL;
            default -> Steps.EXECUTE;
        };
    }

    private void dealMedicine(List<Plan> plans) {
        List<Plan> medicine =
                shuffled(plans, plan -> kind(plan) == CategoryKind.MEDICINE && !plan.staysOpen() && !dangerous(plan));
        medicine.forEach(plan -> plan.ending = Ending.MEDICINE_FOUND);
        deal(medicine, 14, found(), plan -> plan.ending = Ending.MEDICINE_NOT_FOUND);
        deal(medicine, 4, found().and(plan -> left(plan, Duration.ofDays(8))), plan -> {
            plan.ending = Ending.SOLVED;
            plan.passedOn = true;
        });
        deal(medicine, 8, found(), plan -> plan.late = true);
        medicine.stream()
                .filter(found().and(plan -> !plan.late && left(plan, Duration.ofDays(1))))
                .limit(Math.max(1, medicine.size() * 4L / PERCENT))
                .forEach(plan -> plan.registeredAs = OTHER);
    }

    private static Predicate<Plan> found() {
        return plan -> plan.ending == Ending.MEDICINE_FOUND;
    }

    private void dealDanger(List<Plan> plans) {
        List<Plan> ordinary = shuffled(
                plans,
                plan -> complaint(plan) && !dangerous(plan) && !plan.staysOpen() && left(plan, Duration.ofDays(2)));
        deal(ordinary, 4, 2, plan -> true, plan -> plan.dangerTicked = true);
        List<Plan> ticked = shuffled(ordinary, plan -> plan.dangerTicked);
        deal(ticked, 50, plan -> true, plan -> plan.dangerCleared = true);
    }

    private void dealComplaints(List<Plan> plans) {
        List<Plan> complaints =
                shuffled(plans, plan -> (complaint(plan) || plan.passedOn && !enquiry(plan)) && !dangerous(plan));
        Predicate<Plan> registeredOtherwise = plan -> !plan.corrected()
                && !plan.passedOn
                && left(plan, Duration.ofDays(1))
                && !Steps.INSPECT.equals(plan.stopsAt)
                && !Steps.CLARIFY.equals(plan.stopsAt);
        deal(complaints, 55, registeredOtherwise.and(plan -> plan.category.equals(OTHER)), plan -> {
            plan.registeredAs = ENQUIRY;
            plan.passedOn = true;
        });
        deal(
                complaints,
                4,
                registeredOtherwise.and(plan -> !plan.category.equals(OTHER)),
                plan -> plan.registeredAs = OTHER);

        Predicate<Plan> solved = plan -> plan.ending == Ending.SOLVED && plan.withdrawnAfter == null;
        Predicate<Plan> fresh = solved.and(plan -> !plan.passedOn);
        Set<Plan> originals = new HashSet<>();
        deal(complaints, 6, fresh, plan -> plan.ending = Ending.REJECTED);
        deal(
                complaints,
                2,
                solved.and(plan -> OF_OTHER_BODIES.contains(plan.category)),
                plan -> plan.ending = Ending.FORWARDED);
        deal(
                complaints,
                6,
                fresh.and(plan -> !originals.contains(plan) && original(plan, complaints) != null),
                plan -> {
                    plan.ending = Ending.DUPLICATE;
                    Plan original = original(plan, complaints);
                    plan.original = original;
                    if (original != null) {
                        originals.add(original);
                    }
                });
        deal(complaints, 8, fresh, plan -> plan.ending = Ending.ANSWERED_BY_INSPECTOR);
        Predicate<Plan> mayWithdraw = fresh.and(plan -> kind(plan) == CategoryKind.STANDARD
                && !originals.contains(plan)
                && !plan.corrected()
                && left(plan, Duration.ofDays(3)));
        deal(complaints, 3, mayWithdraw, plan -> {
            plan.ending = Ending.WITHDRAWN;
            plan.withdrawnAfter = Duration.ofMinutes(40 + random.nextInt(320));
        });
        Predicate<Plan> patient = solved.and(plan -> left(plan, LONG_COURSE));
        deal(complaints, 4, patient, plan -> {
            plan.ending = Ending.UNCONFIRMED;
            plan.silentCalls = 3;
        });
        deal(
                complaints,
                3,
                patient.and(plan -> plan.ending == Ending.SOLVED),
                plan -> plan.reopenedAfter = Duration.ofHours(20 + random.nextInt(70)));

        Predicate<Plan> worked = plan ->
                plan.ending == Ending.SOLVED || plan.ending == Ending.UNCONFIRMED || Steps.CONTROL.equals(plan.stopsAt);
        Predicate<Plan> routed = worked.or(plan -> Steps.EXECUTE.equals(plan.stopsAt));
        deal(complaints, 12, plan -> !Steps.INSPECT.equals(plan.stopsAt), plan -> plan.questions = 1);
        deal(complaints, 9, routed, plan -> plan.severalAgencies = true);
        deal(complaints, 11, worked, plan -> plan.refusals = 1);
        deal(complaints, 3, plan -> plan.refusals == 1, plan -> plan.refusals = 2);
        deal(complaints, 2, plan -> plan.refusals == 1, plan -> plan.sameAgencyAgain = true);
        deal(complaints, 3, plan -> plan.refusals == 1 && !plan.sameAgencyAgain, plan -> plan.inspectedAgain = true);
        deal(complaints, 12, worked, plan -> plan.residentAsked = true);
        deal(
                complaints,
                2,
                solved.and(plan -> plan.refusals == 0 && plan.reopenedAfter == null && left(plan, SILENT_COURSE)),
                plan -> {
                    plan.residentAsked = true;
                    plan.residentSilent = true;
                });
        deal(complaints, 3, plan -> plan.residentAsked && !plan.residentSilent, plan -> plan.residentNotReached = true);
        Predicate<Plan> mayAskForTime =
                solved.and(plan -> !plan.residentSilent && !plan.inspectedAgain && left(plan, LONG_COURSE));
        deal(complaints, 6, mayAskForTime, plan -> plan.moreTime = true);
        deal(complaints, 2, plan -> plan.moreTime, plan -> plan.moreTimeRefused = true);
        deal(complaints, 8, routed, plan -> plan.takenOnLate = true);
        deal(complaints, 6, solved, plan -> plan.reworks = 1);
        deal(complaints, 8, solved.and(plan -> left(plan, Duration.ofDays(6))), plan -> plan.silentCalls = 1);
        deal(complaints, 14, routed, plan -> plan.late = true);
        plans.stream().filter(plan -> Steps.CLARIFY.equals(plan.stopsAt)).forEach(plan -> plan.questions = 1);
        plans.stream().filter(plan -> Steps.ASK_RESIDENT.equals(plan.stopsAt)).forEach(plan -> {
            plan.residentAsked = true;
            plan.refusals = 0;
        });
    }

    /** The latest earlier appeal on the same subject that somebody deals with. */
    private static @Nullable Plan original(Plan plan, List<Plan> complaints) {
        return complaints.stream()
                .filter(other -> other.category.equals(plan.category)
                        && other.ordinal < plan.ordinal
                        && other.withdrawnAfter == null
                        && !NOT_DEALT_WITH.contains(other.ending))
                .max(Comparator.comparingInt(other -> other.ordinal))
                .orElse(null);
    }

    /** Gives a feature to so many percent, one at least, of those that may have it. */
    private void deal(List<Plan> plans, int percent, Predicate<Plan> may, Consumer<Plan> feature) {
        deal(plans, percent, 1, may, feature);
    }

    private void deal(List<Plan> plans, int percent, int least, Predicate<Plan> may, Consumer<Plan> feature) {
        Collections.shuffle(plans, random);
        int quota = Math.max(least, plans.size() * percent / PERCENT);
        for (Plan plan : plans) {
            if (quota > 0 && may.test(plan)) {
                feature.accept(plan);
                quota--;
            }
        }
    }

    private List<Plan> shuffled(List<Plan> plans, Predicate<Plan> chosen) {
        List<Plan> list = new ArrayList<>(plans.stream().filter(chosen).toList());
        Collections.shuffle(list, random);
        return list;
    }

    private boolean left(Plan plan, Duration atLeast) {
        return plan.at.plus(atLeast).isBefore(end);
    }

    private CategoryKind kind(Plan plan) {
        Category category = categories.get(plan.category);
        if (category == null) {
            throw new IllegalStateException("mix.csv names a category that the catalogue lacks: " + plan.category);
        }
        return category.kind();
    }

    private boolean enquiry(Plan plan) {
        return kind(plan) == CategoryKind.REFERENCE;
    }

    private boolean complaint(Plan plan) {
        return !enquiry(plan) && kind(plan) != CategoryKind.MEDICINE;
    }

    private boolean dangerous(Plan plan) {
        Category category = categories.get(plan.category);
        return plan.dangerTicked || category != null && category.dangerous();
    }
}
