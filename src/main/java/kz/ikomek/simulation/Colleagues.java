package kz.ikomek.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.catalog.Category;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.shared.Actor;
import kz.ikomek.simulation.Plan.Ending;
import kz.ikomek.workflow.StaffTasks.StaffTask;
import org.jspecify.annotations.Nullable;

/** The staff: who takes a task, and what is typed into its form. Fields as in the forms of the models. */
final class Colleagues {

    private static final String DECISION = "decision";
    private static final int PHARMACISTS = 10;
    private static final Duration A_CALL_LATER = Duration.ofHours(30);
    private static final Duration A_DAY = Duration.ofDays(1);

    /** Who is asked when the catalogue leaves the choice to the inspector. */
    private static final List<AgencyCode> FOR_OTHER = List.of(
            new AgencyCode("housing-utilities"),
            new AgencyCode("roads-transport"),
            new AgencyCode("employment"),
            new AgencyCode("digital"),
            new AgencyCode("land"),
            new AgencyCode("trade-business"));

    private final Residents residents;
    private final Function<Plan, @Nullable AppealNumber> numbers;
    private final Map<CategoryCode, Category> categories = new HashMap<>();

    Colleagues(Catalog catalog, Residents residents, Function<Plan, @Nullable AppealNumber> numbers) {
        this.residents = residents;
        this.numbers = numbers;
        catalog.categories().forEach(category -> categories.put(category.code(), category));
    }

    /** The operator on shift. */
    static Actor operator(Course course) {
        return new Actor(course.plan.ordinal % 2 == 0 ? "operator" : "operator2");
    }

    Actor whoTakes(StaffTask task, Course course) {
        return switch (task.step()) {
            case Steps.EXECUTE -> new Actor("executor-" + agency(task));
            case Steps.INSPECT, Steps.REROUTE, Steps.CHECK_DANGER -> new Actor("inspector");
            case Steps.CONTROL, Steps.KEEP_UNDER_CONTROL, Steps.DECIDE_EXTENSION -> new Actor("controller");
            case Steps.FIND_MEDICINE -> new Actor("pharmacist" + (1 + course.plan.ordinal % PHARMACISTS));
            default -> operator(course);
        };
    }

    /** Fills in the form; counts down what the plan still has in store. */
    Map<String, Object> form(StaffTask task, Course course, Duration untilEnd) {
        var form = new HashMap<String, Object>();
        switch (task.step()) {
            case Steps.ANSWER_ENQUIRY -> answerEnquiry(form, course);
            case Steps.INSPECT -> inspect(form, course);
            case Steps.CLARIFY -> form.put("reply", say("reply", course));
            case Steps.EXECUTE -> execute(form, task, course);
            case Steps.DECIDE_EXTENSION -> decideExtension(form, course);
            case Steps.ASK_RESIDENT -> askResident(form, course);
            case Steps.REROUTE -> reroute(form, task, course);
            case Steps.CONTROL -> control(form, course, untilEnd);
            case Steps.FIND_MEDICINE -> findMedicine(form, course);
            case Steps.CHECK_DANGER -> {
                facts(form, course);
                form.put("danger", !course.plan.dangerCleared);
            }
            case Steps.KEEP_UNDER_CONTROL -> form.put("note", say("safe", course));
            default -> throw new IllegalStateException("nobody here knows the task " + task.step());
        }
        return form;
    }

    /** A few words for the record of the run: the step and what was decided. */
    static String decision(StaffTask task, Map<String, Object> form) {
        Object decision = form.get(DECISION);
        return decision == null ? task.step() : task.step() + " " + decision;
    }

    private void answerEnquiry(Map<String, Object> form, Course course) {
        if (course.plan.passedOn) {
            form.put(DECISION, "TO_INSPECTOR");
            form.put("reason", say("to-inspector", course));
        } else {
            form.put(DECISION, "ANSWERED");
            form.put("answer", say("answer-later", course));
        }
    }

    private void inspect(Map<String, Object> form, Course course) {
        Plan plan = course.plan;
        facts(form, course);
        if (course.questionsLeft > 0) {
            course.questionsLeft--;
            form.put(DECISION, "QUESTION");
            form.put("question", say("question", course));
            return;
        }
        Plan original = plan.original;
        AppealNumber first = original == null ? null : numbers.apply(original);
        if (plan.ending == Ending.REJECTED) {
            form.put(DECISION, "REJECT");
            form.put("reason", say("reject", course));
        } else if (plan.ending == Ending.FORWARDED) {
            form.put(DECISION, "FORWARD");
            form.put("body", say("body-" + plan.category, course));
            form.put("note", say("forward-note", course));
        } else if (plan.ending == Ending.DUPLICATE && first != null) {
            form.put(DECISION, "DUPLICATE");
            form.put("duplicateOf", first.display());
        } else if (plan.ending == Ending.ANSWERED_BY_INSPECTOR) {
            form.put(DECISION, "ANSWER");
            form.put("answer", say("inspector-answer", course));
        } else if (plan.ending == Ending.MEDICINE_FOUND || plan.ending == Ending.MEDICINE_NOT_FOUND) {
            form.put(DECISION, "PHARMACISTS");
        } else {
            AgencyCode agency = usualAgency(plan);
            form.put(DECISION, "ROUTE");
            form.put("agency", agency.value());
            form.put("note", say("route-note", course));
            if (plan.severalAgencies) {
                form.put("furtherAgencies", List.of(another(plan, agency).value()));
            }
        }
    }

    private static void facts(Map<String, Object> form, Course course) {
        form.put("category", course.plan.category.value());
        form.put("district", course.plan.district.value());
    }

    private void execute(Map<String, Object> form, StaffTask task, Course course) {
        if (course.refusalsLeft > 0) {
            course.refusalsLeft--;
            form.put(DECISION, "NOT_OURS");
            form.put("reason", say("not-ours", course));
        } else if (course.askLeft) {
            course.askLeft = false;
            form.put(DECISION, "ASK_RESIDENT");
            form.put("question", say("ask", course));
        } else if (course.moreTimeLeft) {
            course.moreTimeLeft = false;
            course.moreTimeFor = task.agency();
            form.put(DECISION, "MORE_TIME");
            form.put("extension", extension(task, course));
            form.put("reason", say("more-time", course));
        } else {
            form.put(DECISION, "SOLVED");
            form.put("report", say(course.random.nextInt(3) == 0 ? "solved-desk" : "solved", course));
        }
    }

    private void askResident(Map<String, Object> form, Course course) {
        if (course.plan.residentNotReached) {
            form.put(DECISION, "NO_ANSWER");
        } else {
            form.put(DECISION, "ANSWERED");
            form.put("residentAnswer", say("resident-answer", course));
        }
    }

    /** A little of what the work may take. */
    private static String extension(StaffTask task, Course course) {
        Instant due = task.due();
        Duration whole = due == null ? Duration.ZERO : Duration.between(course.plan.at, due);
        return whole.compareTo(A_DAY) < 0 ? "PT2H" : whole.compareTo(A_DAY.multipliedBy(3)) < 0 ? "P1D" : "P2D";
    }

    private void decideExtension(Map<String, Object> form, Course course) {
        if (course.plan.moreTimeRefused) {
            form.put(DECISION, "REFUSED");
            form.put("reason", say("no-more-time", course));
        } else {
            form.put(DECISION, "GRANTED");
            form.put("note", say("granted", course));
        }
    }

    private void reroute(Map<String, Object> form, StaffTask task, Course course) {
        form.put("note", say("reroute-note", course));
        if (course.inspectionLeft) {
            course.inspectionLeft = false;
            form.put(DECISION, "REINSPECT");
        } else if (course.plan.sameAgencyAgain) {
            form.put(DECISION, "SAME");
        } else {
            form.put(DECISION, "ROUTE");
            form.put("agency", unlike(course, task).value());
        }
    }

    private void control(Map<String, Object> form, Course course, Duration untilEnd) {
        boolean timeToCallAgain =
                untilEnd.compareTo(A_CALL_LATER.multipliedBy(course.silentCallsLeft)) > 0 || course.plan.staysOpen();
        if (course.silentCallsLeft > 0 && timeToCallAgain) {
            course.silentCallsLeft--;
            form.put(DECISION, "NO_ANSWER");
            form.put("note", say("no-answer", course));
        } else if (course.reworksLeft > 0) {
            course.reworksLeft--;
            form.put(DECISION, "NOT_CONFIRMED");
            form.put("reason", say("not-confirmed", course));
        } else {
            form.put(DECISION, "CONFIRMED");
            form.put("note", say("confirmed", course));
        }
    }

    private void findMedicine(Map<String, Object> form, Course course) {
        if (course.plan.passedOn) {
            form.put(DECISION, "TO_INSPECTOR");
            form.put("reason", say("medicine-to-inspector", course));
            return;
        }
        form.put("calledBack", true);
        if (course.plan.ending == Ending.MEDICINE_NOT_FOUND) {
            form.put(DECISION, "NOT_FOUND");
            form.put("note", say("medicine-note", course));
        } else {
            form.put(DECISION, "FOUND");
            form.put("pharmacy", say("pharmacy", course));
            form.put("price", (600 + 50 * course.random.nextInt(120)) + " ₸");
            form.put("until", "20:00");
        }
    }

    /** The agency that the catalogue names for the category. */
    private AgencyCode usualAgency(Plan plan) {
        Category category = categories.get(plan.category);
        String rule = category == null ? null : category.agencyRule();
        if (rule == null) {
            return FOR_OTHER.get(plan.ordinal % FOR_OTHER.size());
        }
        return new AgencyCode(rule.replace("*", plan.district.value()));
    }

    private static AgencyCode another(Plan plan, AgencyCode than) {
        AgencyCode akimat = new AgencyCode("akimat-" + plan.district.value());
        return akimat.equals(than) ? new AgencyCode("housing-utilities") : akimat;
    }

    /** An agency that has not refused the work and is not at it. */
    private AgencyCode unlike(Course course, StaffTask task) {
        AgencyCode usual = usualAgency(course.plan);
        AgencyCode taken = another(course.plan, usual);
        return FOR_OTHER.stream()
                .filter(agency -> !agency.value().equals(agency(task))
                        && !agency.equals(usual)
                        && !agency.equals(taken)
                        && course.tasks.values().stream().noneMatch(open -> agency.equals(open.agency())))
                .findFirst()
                .orElse(usual);
    }

    private static String agency(StaffTask task) {
        AgencyCode agency = task.agency();
        return agency == null ? "" : agency.value();
    }

    private String say(String key, Course course) {
        return residents.phrase(key, course.plan);
    }
}
