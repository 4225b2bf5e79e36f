package kz.ikomek.workflow.lifecycle;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import kz.ikomek.appeals.AppealNumber;
import kz.ikomek.appeals.AppealView;
import kz.ikomek.appeals.Correction;
import kz.ikomek.appeals.RegisteredAppeal;
import kz.ikomek.catalog.AgencyCode;
import kz.ikomek.catalog.CategoryCode;
import kz.ikomek.catalog.DistrictCode;
import kz.ikomek.shared.Actor;
import kz.ikomek.shared.Refusal;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.json.SpinJsonNode;
import org.jspecify.annotations.Nullable;

/** One step's view of the engine: what was typed, what gateways read. */
final class Case {

    final DelegateExecution execution;

    Case(DelegateExecution execution) {
        this.execution = execution;
    }

    AppealNumber number() {
        return new AppealNumber(Objects.requireNonNull(text(AppealProcess.NUMBER)));
    }

    Actor actor() {
        var authentication = Context.getCommandContext().getAuthenticatedUserId();
        return authentication == null ? Actor.SYSTEM : new Actor(authentication);
    }

    @Nullable
    String text(String name) {
        Object value = execution.getVariable(name);
        String text = value == null ? null : value.toString();
        return text == null || text.isBlank() ? null : text;
    }

    String required(String field) {
        String text = text(field);
        if (text == null) {
            throw new Refusal("shared.required", field);
        }
        return text;
    }

    boolean ticked(String name) {
        return Boolean.TRUE.equals(execution.getVariable(name));
    }

    /** What was decided; refused when it is none of the choices of this step. */
    String decision(String... choices) {
        String decision = text(AppealProcess.DECISION);
        if (decision == null || !Set.of(choices).contains(decision)) {
            throw new Refusal(decision == null ? "shared.required" : "shared.unknown-choice", AppealProcess.DECISION);
        }
        return decision;
    }

    @Nullable
    AgencyCode agency(String name) {
        String code = text(name);
        return code == null ? null : new AgencyCode(code);
    }

    CategoryCode category() {
        String code = text(AppealProcess.CATEGORY);
        if (code == null) {
            throw new Refusal("shared.required", AppealProcess.CATEGORY);
        }
        return new CategoryCode(code);
    }

    @Nullable
    DistrictCode district() {
        String code = text(AppealProcess.DISTRICT);
        return code == null ? null : new DistrictCode(code);
    }

    Correction correction() {
        return new Correction(category(), district(), ticked(AppealProcess.DANGER), text("wording"));
    }

    /** The agency first, then the further ones, each once. */
    List<AgencyCode> agencies() {
        List<AgencyCode> agencies = new ArrayList<>();
        AgencyCode first = agency(AppealProcess.AGENCY);
        if (first != null) {
            agencies.add(first);
        }
        for (String code : list("furtherAgencies")) {
            AgencyCode agency = new AgencyCode(code);
            if (!agencies.contains(agency)) {
                agencies.add(agency);
            }
        }
        return agencies;
    }

    /** What the inspector's form shows as the agency; the agencies at work keep theirs. */
    void propose(@Nullable AgencyCode agency) {
        execution.getProcessInstance().setVariable(AppealProcess.AGENCY, Objects.toString(agency, null));
    }

    /** What is chosen from a list in a form. */
    private List<String> list(String name) {
        return execution.getVariable(name) instanceof SpinJsonNode json && json.isArray()
                ? json.elements().stream().map(SpinJsonNode::stringValue).toList()
                : List.of();
    }

    <E extends Enum<E>> E choice(Class<E> type, String field) {
        String value = text(field);
        if (value == null) {
            throw new Refusal("shared.required", field);
        }
        try {
            return Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Refusal("shared.unknown-choice", field);
        }
    }

    /** Removes what was typed, in the transaction that brought it. */
    void forgetTyped() {
        AppealProcess.TYPED.forEach(execution::removeVariable);
    }

    /** A step that is taken a second time begins undecided. */
    void forgetDecision() {
        execution.removeVariable(AppealProcess.DECISION);
    }

    void begin(RegisteredAppeal appeal, boolean reopened) {
        execution.setProcessBusinessKey(appeal.number().value());
        execution.setVariable(AppealProcess.NUMBER, appeal.number().value());
        // Asked for once, at the gateway behind this.
        execution.setVariable(AppealProcess.ANSWERED, Variables.booleanValue(appeal.answered(), true));
        if (appeal.answered()) {
            return;
        }
        set(AppealProcess.KIND, appeal.kind().name());
        set(AppealProcess.CATEGORY, appeal.category().value());
        set(AppealProcess.DISTRICT, Objects.toString(appeal.district(), null));
        // Lists of Tasklist ask for it, and a list finds only what is there.
        execution.setVariable(AppealProcess.DANGER, appeal.danger());
        set(AppealProcess.IS_REOPENED, reopened);
        execution.setVariable(AppealProcess.DUE, Date.from(appeal.due()));
        execution.setVariable(AppealProcess.NEXT_ALERT, Date.from(appeal.nextLook()));
    }

    /** Takes over what the step changed, writing only what differs. */
    void follow(AppealView appeal) {
        set(AppealProcess.KIND, appeal.kind().name());
        set(AppealProcess.CATEGORY, appeal.category().value());
        set(AppealProcess.DISTRICT, Objects.toString(appeal.district(), null));
        set(AppealProcess.DANGER, appeal.danger());
        if (!appeal.danger()) {
            set(AppealProcess.UNDER_CONTROL, false);
        }
        set(AppealProcess.SAFE, appeal.safe());
        set(AppealProcess.ATTEMPTS, appeal.attempts());
        set(AppealProcess.DUE, Date.from(appeal.due()));
        // What the controller decides ends that step by itself; only elsewhere does an end of the request make it void.
        if (!HumanStep.DECIDE_EXTENSION.element().equals(execution.getCurrentActivityId())) {
            set(AppealProcess.MORE_TIME, Objects.toString(appeal.clocks().extensionAskedBy(), null));
        }
    }

    private void set(String name, @Nullable Object value) {
        Object before = execution.getVariable(name);
        if (before == null) {
            before = AppealProcess.WHEN_ABSENT.get(name);
        }
        if (!Objects.equals(before, value)) {
            execution.setVariable(name, value);
        }
    }
}
