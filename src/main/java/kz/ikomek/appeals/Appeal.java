package kz.ikomek.appeals;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.CalendarKind;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.CategoryKind;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.deadlines.DeadlineProperties;
import kz.ikomek.deadlines.EscalationPlan;
import kz.ikomek.deadlines.EscalationPlan.Alert;
import kz.ikomek.deadlines.EscalationPlan.CaseClock;
import kz.ikomek.deadlines.Explanation.PauseReason;
import kz.ikomek.deadlines.Norm;
import kz.ikomek.deadlines.NormDecision;
import kz.ikomek.deadlines.Stage;
import kz.ikomek.deadlines.WorkingCalendar;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * One appeal under change, locked in its transaction: checks each step against the table of transitions and keeps the
 * clocks. The agency's clock stands still while the resident is asked, and from the end of its work until the controller
 * is content or sends the work back.
 */
final class Appeal {

    /** Who called and when, which no step changes. */
    record Caller(@Nullable String name, @Nullable String phone, Language language, Instant registeredAt) {}

    private static final Duration NOTHING_TO_TELL = Duration.ofDays(1);

    final AppealNumber number;
    AppealState state;

    /** Null while the appeal is being registered. */
    @Nullable
    Caller caller;

    @Nullable
    Outcome outcome;

    CategoryKind kind;
    CategoryCode category;

    @Nullable
    DistrictCode district;

    @Nullable
    String address;

    String words;
    Channel channel;
    boolean danger;
    boolean safe;

    @Nullable
    String answer;

    @Nullable
    String duplicateOf;

    Instant countedFrom;
    NormDecision decision;

    /** The version of the calendar that produced the deadlines. */
    int calendarVersion;

    /** How long the norm is, in time of its calendar; without extensions. */
    Duration length;

    /** The deadline without pauses: the norm and what was granted. */
    Instant baseDue;

    /** The deadline in force. */
    Instant due;

    Duration paused = Duration.ZERO;

    /** Questions to the resident that are not answered yet. */
    int openPauses;

    /** Whether all agencies have reported their work done. */
    boolean done;

    @Nullable
    Instant pausedSince;

    private @Nullable Instant pausedWhenRead;

    /** The limit of the step in hand, where it has one of its own. */
    @Nullable
    Instant stepDue;

    Duration stepLength = Duration.ZERO;

    /** Until when the agencies are to take the work on; null when they have, or when there is none. */
    @Nullable
    Instant acceptDue;

    Duration acceptLength = Duration.ZERO;
    Instant statutoryDue;
    Duration statutoryLength;
    Instant forwardDue;

    /** Until when nobody above is told, because somebody has taken the case under their control. */
    @Nullable
    Instant heldUntil;

    /** Extensions that were granted. */
    int extensions;

    /** The agency that has asked for an extension which is not decided yet. */
    @Nullable
    AgencyCode extensionAskedBy;

    /** The level of escalation already told, by the ladder's stage: each stage has its own people. */
    final Map<Stage, Integer> levels = new EnumMap<>(Stage.class);

    @Nullable
    Instant toldAt;

    int attempts;
    int hops;
    int reworks;
    int reopenings;
    boolean anonymised;

    @Nullable
    Instant closedAt;

    /** When the ladder is to be looked at again; null when closed. */
    @Nullable
    Instant nextLook;

    /** A new one. */
    Appeal(
            AppealNumber number,
            AppealState state,
            NewFacts facts,
            Instant countedFrom,
            NormDecision decision,
            DeadlineProperties limits,
            WorkingCalendar calendar) {
        this.number = number;
        this.state = state;
        this.kind = facts.kind();
        this.category = facts.category();
        this.district = facts.district();
        this.words = facts.words();
        this.channel = facts.channel();
        this.danger = facts.danger();
        this.countedFrom = countedFrom;
        this.decision = decision;
        this.calendarVersion = calendar.version();
        this.baseDue = calendar.plus(countedFrom, decision.norm());
        this.due = baseDue;
        this.length = calendar.between(countedFrom, baseDue, decision.norm().calendar());
        this.statutoryDue = calendar.plus(countedFrom, limits.statutoryNorm());
        this.statutoryLength = calendar.between(countedFrom, statutoryDue, CalendarKind.WORKING);
        this.forwardDue = calendar.plus(countedFrom, limits.forwardingNorm());
        startStep(countedFrom, calendar);
    }

    /** For the store. */
    Appeal(
            AppealNumber number,
            AppealState state,
            NewFacts facts,
            Instant countedFrom,
            NormDecision decision,
            int calendarVersion,
            Duration length,
            Instant baseDue,
            Instant due,
            Instant statutoryDue,
            Duration statutoryLength,
            Instant forwardDue) {
        this.number = number;
        this.state = state;
        this.kind = facts.kind();
        this.category = facts.category();
        this.district = facts.district();
        this.words = facts.words();
        this.channel = facts.channel();
        this.danger = facts.danger();
        this.countedFrom = countedFrom;
        this.decision = decision;
        this.calendarVersion = calendarVersion;
        this.length = length;
        this.baseDue = baseDue;
        this.due = due;
        this.statutoryDue = statutoryDue;
        this.statutoryLength = statutoryLength;
        this.forwardDue = forwardDue;
    }

    /** What an appeal is about. */
    record NewFacts(
            CategoryKind kind,
            CategoryCode category,
            @Nullable DistrictCode district,
            String words,
            Channel channel,
            boolean danger) {}

    /**
     * Takes a step.
     *
     * @return the state before it
     * @throws Refusal when the table of transitions does not allow it
     */
    AppealState take(Step step) {
        if (!step.from().contains(state)) {
            throw new Refusal("appeals.step.not-now", null, number.display());
        }
        AppealState before = state;
        state = step.after(before);
        return before;
    }

    Matter matter() {
        return new Matter(number, category, district, address, danger);
    }

    /** What the appeal is watched for. */
    Stage stage() {
        return state == AppealState.EXECUTION && done ? Stage.SAFETY : state.stage();
    }

    /** After a step that led to another state: what is to be done now has its own limit, and its own ladder. */
    void entered(AppealState before, Instant now, WorkingCalendar calendar) {
        boolean backFromTheOperator = before == AppealState.CLARIFICATION && state == AppealState.INSPECTION;
        if (state != before && state != AppealState.CLARIFICATION && !backFromTheOperator) {
            startStep(now, calendar);
        }
    }

    /** The limit of the step that begins now, if it has one. */
    void startStep(Instant now, WorkingCalendar calendar) {
        Norm limit = switch (stage()) {
            case INSPECTION -> decision.limits().inspecting();
            case SAFETY, CONTROL -> decision.limits().calling();
            default -> null;
        };
        if (limit == null) {
            stepDue = null;
            stepLength = Duration.ZERO;
        } else {
            stepDue = calendar.plus(now, limit);
            stepLength = calendar.between(now, stepDue, limit.calendar());
            levels.remove(stage());
        }
    }

    /** Work was given to an agency: somebody there is to take it on. */
    void startAcceptance(Instant now, WorkingCalendar calendar) {
        Norm limit = decision.limits().accepting();
        acceptDue = calendar.plus(now, limit);
        acceptLength = calendar.between(now, acceptDue, limit.calendar());
        levels.remove(Stage.ACCEPTANCE);
    }

    /**
     * A new norm, counted from the same instant; pauses and extensions so far stay counted.
     *
     * @param granted extensions so far, in order
     */
    void follow(NormDecision next, List<Norm> granted, WorkingCalendar calendar) {
        decision = next;
        count(granted, calendar);
    }

    /** Counts anew by a calendar. */
    void count(List<Norm> granted, WorkingCalendar calendar) {
        calendarVersion = calendar.version();
        baseDue = calendar.plus(countedFrom, decision.norm());
        length = calendar.between(countedFrom, baseDue, decision.norm().calendar());
        granted.forEach(more -> baseDue = calendar.extend(baseDue, more));
        settle(calendar);
    }

    /** A controller granted more time. */
    void extend(Norm more, WorkingCalendar calendar) {
        extensions++;
        baseDue = calendar.extend(baseDue, more);
        settle(calendar);
    }

    /** The outer limits, counted anew. */
    void countOuter(DeadlineProperties limits, WorkingCalendar calendar) {
        statutoryDue = calendar.plus(countedFrom, limits.statutoryNorm());
        statutoryLength = calendar.between(countedFrom, statutoryDue, CalendarKind.WORKING);
        forwardDue = calendar.plus(countedFrom, limits.forwardingNorm());
    }

    void settle(WorkingCalendar calendar) {
        due = calendar.plus(baseDue, paused, decision.norm().calendar());
    }

    /** Lets the clock stand still; nothing more happens when it does already. */
    void pause(Instant now) {
        if (pausedSince == null) {
            pausedSince = now;
        }
    }

    /**
     * Lets the clock go on when nothing keeps it any more, with exactly the time of the norm's calendar added that was
     * paused.
     */
    void resume(Instant now, WorkingCalendar calendar) {
        Instant since = pausedSince;
        if (openPauses == 0 && !done && since != null) {
            paused = paused.plus(calendar.between(since, now, decision.norm().calendar()));
            pausedSince = null;
            settle(calendar);
        }
    }

    void readPause(@Nullable Instant since) {
        pausedSince = since;
        pausedWhenRead = since;
    }

    /** Since when the clock stood still when the appeal was read; null when it went. */
    @Nullable
    Instant pausedWhenRead() {
        return pausedWhenRead;
    }

    /** Why the clock stands still. */
    PauseReason pauseReason() {
        return !done ? PauseReason.RESIDENT : danger && !safe ? PauseReason.SAFETY : PauseReason.CONTROL;
    }

    void resumeAll(Instant now, WorkingCalendar calendar) {
        openPauses = 0;
        done = false;
        resume(now, calendar);
    }

    /** The earliest alert to come, or null while the clocks stand still or above the ladders' tops. */
    @Nullable
    Alert nextAlert(EscalationPlan plan, WorkingCalendar calendar) {
        return clocks().map(clock -> plan.next(clock, calendar))
                .flatMap(alert -> alert == null ? Stream.empty() : Stream.of(held(alert)))
                .min(Comparator.comparing(Alert::at))
                .orElse(null);
    }

    /** Every alert to come if nothing happens meanwhile, in order. */
    List<Alert> coming(EscalationPlan plan, WorkingCalendar calendar) {
        return clocks().flatMap(clock -> plan.coming(clock, calendar).stream())
                .map(this::held)
                .sorted(Comparator.comparing(Alert::at))
                .toList();
    }

    /** When the norm wants the warning, by the deadline that it warns of: the appeal's, and those of the steps. */
    Map<Instant, Instant> warnings(EscalationPlan plan, WorkingCalendar calendar) {
        CaseClock norm = clock(stage(), due, length, decision.norm().calendar(), null);
        return Stream.concat(pausedSince == null ? Stream.of(norm) : Stream.empty(), clocks())
                .collect(Collectors.toMap(
                        CaseClock::due, clock -> plan.warning(clock, calendar), (first, other) -> first));
    }

    /** Somebody has taken it under their control: a hold is never shortened. */
    void hold(Instant until) {
        Instant before = heldUntil;
        heldUntil = before == null || before.isBefore(until) ? until : before;
    }

    /** Until when nobody above is told. */
    Instant heldUntil() {
        return Objects.requireNonNull(heldUntil, "it is held");
    }

    private Alert held(Alert alert) {
        Instant until = heldUntil;
        return until == null || alert.stage() == Stage.STATUTORY || !alert.at().isBefore(until)
                ? alert
                : new Alert(alert.stage(), alert.level(), until, alert.recipient());
    }

    /** What runs now, each with its own ladder. */
    private Stream<CaseClock> clocks() {
        if (state == AppealState.CLOSED) {
            return Stream.empty();
        }
        Stage stage = stage();
        Stream.Builder<CaseClock> clocks = Stream.builder();
        if (stepDue != null) {
            clocks.add(clock(stage, deadline(stage), stepLength, decision.norm().calendar(), toldAt));
        } else if (pausedSince == null) {
            clocks.add(clock(stage, due, length, decision.norm().calendar(), toldAt));
        }
        Instant accept = acceptDue;
        if (accept != null && pausedSince == null) {
            clocks.add(clock(
                    Stage.ACCEPTANCE, accept, acceptLength, decision.norm().calendar(), null));
        }
        clocks.add(clock(Stage.STATUTORY, statutoryDue, statutoryLength, CalendarKind.WORKING, null));
        return clocks.build();
    }

    private CaseClock clock(Stage stage, Instant at, Duration span, CalendarKind calendar, @Nullable Instant lastTold) {
        return new CaseClock(
                decision.ladder(),
                stage,
                at,
                span,
                calendar,
                decision.warning(),
                levels.getOrDefault(stage, 0),
                lastTold);
    }

    /** The deadline that counts for a stage. */
    Instant deadline(Stage stage) {
        Instant step = stepDue;
        Instant accept = acceptDue;
        return switch (stage) {
            case INSPECTION -> inspection(step == null ? due : step);
            case SAFETY, CONTROL -> step == null ? due : step;
            case ACCEPTANCE -> accept == null ? due : accept;
            case STATUTORY -> statutoryDue;
            case ENQUIRY, AGENCY, PHARMACY -> due;
        };
    }

    /** An enquiry's two minutes are for an answer; once it is with the inspector, only the inspector's limit counts. */
    private Instant inspection(Instant step) {
        return kind == CategoryKind.REFERENCE ? step : earliest(step, earliest(due, forwardDue));
    }

    /** Says when the ladder is to be looked at again: always some instant while the appeal is open. */
    void setNextLook(EscalationPlan plan, WorkingCalendar calendar, Instant now) {
        if (state == AppealState.CLOSED) {
            nextLook = null;
            return;
        }
        var alert = nextAlert(plan, calendar);
        nextLook = alert == null ? now.plus(NOTHING_TO_TELL) : alert.at();
    }

    /** The level told of the ladder in force; 0 for none. */
    int level() {
        return levels.getOrDefault(stage(), 0);
    }

    void told(Alert alert, Instant at) {
        levels.put(alert.stage(), alert.level());
        if (alert.stage() != Stage.ACCEPTANCE && alert.stage() != Stage.STATUTORY) {
            toldAt = at;
        }
    }

    /** What was told of one deadline says nothing of another one. The outer deadline has not changed. */
    void forgetTold() {
        levels.keySet().removeIf(stage -> stage != Stage.STATUTORY);
        toldAt = null;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
