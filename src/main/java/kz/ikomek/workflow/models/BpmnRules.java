package kz.ikomek.workflow.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.staff.Role;
import kz.ikomek.workflow.lifecycle.AppealProcess;
import kz.ikomek.workflow.lifecycle.HumanStep;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What a BPMN model may say. Everything that is not named here is refused. */
final class BpmnRules {

    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    private static final String DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    private static final Set<String> TOOLS = Set.of("http://camunda.org/schema/modeler/1.0", SCHEMA_INSTANCE);

    /** Groups that a step may be given to, beside the agencies'. */
    static final Set<String> GROUPS = Stream.of(
                    Role.OPERATOR, Role.SUPERVISOR, Role.INSPECTOR, Role.CONTROLLER, Role.PHARMACIST)
            .map(Role::group)
            .collect(Collectors.toUnmodifiableSet());

    static final String AGENCY_GROUP = AppealProcess.AGENCY_GROUP + "${agency}";
    static final Set<String> MESSAGES = Set.of(AppealProcess.WITHDRAWN, AppealProcess.REOPENED);

    private static final String COLLECTION = "${" + AppealProcess.ASSIGNMENTS + ".open(appealNumber)}";
    private static final Pattern BEAN = Pattern.compile("\\$\\{(\\w+)}");
    private static final Pattern TIME_TO_LIVE = Pattern.compile("P\\d{1,5}D|\\d{1,5}");
    private static final Pattern DURATION = Pattern.compile("P(?=.)(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+S)?)?");

    private static final Set<String> ELEMENTS = Set.of(
            "definitions",
            "message",
            "error",
            "escalation",
            "collaboration",
            "participant",
            "process",
            "laneSet",
            "lane",
            "flowNodeRef",
            "startEvent",
            "endEvent",
            "intermediateCatchEvent",
            "intermediateThrowEvent",
            "boundaryEvent",
            "userTask",
            "serviceTask",
            "businessRuleTask",
            "exclusiveGateway",
            "inclusiveGateway",
            "parallelGateway",
            "eventBasedGateway",
            "subProcess",
            "sequenceFlow",
            "incoming",
            "outgoing",
            "extensionElements",
            "conditionExpression",
            "condition",
            "timerEventDefinition",
            "timeDate",
            "timeDuration",
            "messageEventDefinition",
            "errorEventDefinition",
            "escalationEventDefinition",
            "conditionalEventDefinition",
            "terminateEventDefinition",
            "multiInstanceLoopCharacteristics",
            "completionCondition",
            "documentation",
            "textAnnotation",
            "text",
            "association",
            "group",
            "category",
            "categoryValue");

    private static final Map<String, Set<String>> ATTRIBUTES = Map.of(
            "process", Set.of("historyTimeToLive", "versionTag"),
            "startEvent", Set.of("formRef", "formRefBinding", "initiator"),
            "userTask", Set.of("formRef", "formRefBinding", "candidateGroups", "dueDate"),
            "serviceTask", Set.of("delegateExpression"),
            "businessRuleTask", Set.of("decisionRef", "decisionRefBinding", "mapDecisionResult", "resultVariable"),
            "multiInstanceLoopCharacteristics", Set.of("collection", "elementVariable"),
            "taskListener", Set.of());

    /** Elements of a model at the most: ours has some hundreds, and the search for loops takes its time. */
    private static final int MOST = 2000;

    /** Attributes whose expressions are looked at one by one; in every other place there is none. */
    private static final Set<String> EVALUATED =
            Set.of("delegateExpression", "candidateGroups", "dueDate", "collection");

    /** Elements that people see in a model; a fault is told of the nearest one. */
    private static final Predicate<Element> SEEN = element -> BPMN.equals(element.getNamespaceURI())
            && element.hasAttribute("id")
            && !element.getLocalName().endsWith("Definition")
            && !Set.of("conditionExpression", "condition", "extensionElements", "multiInstanceLoopCharacteristics")
                    .contains(element.getLocalName());

    private final String file;
    private final Set<String> forms;
    private final Set<String> decisions;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> further = new TreeSet<>();

    private BpmnRules(String file, Set<String> forms, Set<String> decisions) {
        this.file = file;
        this.forms = forms;
        this.decisions = decisions;
    }

    static List<Problem> check(String file, byte[] content, Set<String> forms, Set<String> decisions) {
        Optional<Document> document = Xml.read(content);
        if (document.isEmpty()) {
            return List.of(Problem.of(file, "", "", Xml.fault(content)));
        }
        long elements = Xml.below(document.get().getDocumentElement()).stream()
                .filter(element -> BPMN.equals(element.getNamespaceURI()))
                .count();
        if (elements > MOST) {
            return List.of(Problem.of(file, "", "", "too-many-elements", MOST));
        }
        var rules = new BpmnRules(file, forms, decisions);
        rules.document(document.get().getDocumentElement());
        return rules.problems;
    }

    /** Ids of the processes in this file; none when it cannot be read. */
    static Set<String> ids(byte[] content) {
        return Xml.read(content).map(document -> Xml.children(document.getDocumentElement(), "process")).stream()
                .flatMap(List::stream)
                .map(process -> process.getAttribute("id"))
                .collect(Collectors.toSet());
    }

    private void document(Element definitions) {
        Xml.below(definitions).stream()
                .filter(element -> Xml.is(element, "businessRuleTask"))
                .map(element -> element.getAttributeNS(CAMUNDA, "resultVariable"))
                .forEach(further::add);
        element(definitions);
        List<Element> processes = Xml.children(definitions, "process");
        if (processes.size() != 1) {
            refuse(definitions, "process", AppealProcess.KEY);
        }
        for (Element process : processes) {
            if (process.getAttribute("id").equals(AppealProcess.KEY)) {
                lifecycle(definitions, process);
            } else {
                refuse(process, "process", AppealProcess.KEY);
            }
        }
    }

    // What may stand anywhere.

    private void element(Element element) {
        boolean diagram = DIAGRAM.equals(element.getNamespaceURI());
        if (diagram && element.getParentNode() == element.getOwnerDocument().getDocumentElement()) {
            return;
        }
        String name = element.getLocalName();
        boolean listener =
                CAMUNDA.equals(element.getNamespaceURI()) && name.equals("taskListener") && isListener(element);
        if (!listener && (!BPMN.equals(element.getNamespaceURI()) || !ELEMENTS.contains(name))) {
            refuse(element, fault(name), element.getNodeName());
            return;
        }
        Xml.attributes(element).forEach(attribute -> attribute(element, attribute));
        switch (name) {
            case "process" -> process(element);
            case "startEvent" -> startEvent(element);
            case "userTask" -> userTask(element);
            case "serviceTask" -> serviceTask(element);
            case "businessRuleTask" -> businessRuleTask(element);
            case "multiInstanceLoopCharacteristics" -> multiInstance(element);
            case "conditionExpression", "condition", "completionCondition" ->
                faults(element, Juel.condition(Xml.text(element), further));
            case "timeDate" -> require(Juel.isInstant(Xml.text(element)), element, "timer", Xml.text(element));
            case "timeDuration" ->
                require(DURATION.matcher(Xml.text(element)).matches(), element, "timer", Xml.text(element));
            case "message" ->
                require(
                        MESSAGES.contains(element.getAttribute("name")),
                        element,
                        "message",
                        element.getAttribute("name"),
                        Juel.list(MESSAGES));
            case "error" ->
                require(!element.getAttribute("errorCode").contains("{"), element, "attribute", "errorCode");
            case "documentation" ->
                require(!Juel.isIn(Xml.text(element)), element, "expression-place", Xml.text(element));
            default -> {}
        }
        choice(element);
        Xml.children(element).forEach(this::element);
    }

    private static boolean isListener(Element element) {
        return element.getParentNode() instanceof Element extensions
                && Xml.is(extensions, "extensionElements")
                && extensions.getParentNode() instanceof Element task
                && Xml.is(task, "userTask");
    }

    private static String fault(String element) {
        return switch (element) {
            case "script", "scriptTask" -> "script";
            case "connector" -> "connector";
            case "inputOutput", "inputParameter", "outputParameter", "in", "out" -> "mapping";
            default -> "element";
        };
    }

    private void attribute(Element element, Attr attribute) {
        String space = attribute.getNamespaceURI();
        String name = Objects.requireNonNullElse(attribute.getLocalName(), attribute.getName());
        if (!EVALUATED.contains(name) && Juel.isIn(attribute.getValue())) {
            refuse(element, "expression-place", attribute.getValue());
        }
        if (space == null) {
            boolean listener = CAMUNDA.equals(element.getNamespaceURI());
            if (name.equals("language") || name.equals("expressionLanguage")) {
                refuse(element, "language", attribute.getValue());
            } else if (listener && !Set.of("delegateExpression", "event", "id").contains(name)) {
                refuse(element, faultOf(name), attribute.getName());
            }
        } else if (space.equals(CAMUNDA)) {
            if (!ATTRIBUTES.getOrDefault(element.getLocalName(), Set.of()).contains(name)) {
                refuse(element, faultOf(name), attribute.getName());
            }
        } else if (!TOOLS.contains(space)) {
            refuse(element, "attribute", attribute.getName());
        }
    }

    private static String faultOf(String attribute) {
        return switch (attribute) {
            case "class" -> "class";
            case "expression" -> "expression";
            case "type", "topic" -> "external";
            case "formKey" -> "form-missing";
            default -> "attribute";
        };
    }

    private void process(Element process) {
        require(process.getAttribute("isExecutable").equals("true"), process, "executable");
        require(
                TIME_TO_LIVE
                        .matcher(process.getAttributeNS(CAMUNDA, "historyTimeToLive"))
                        .matches(),
                process,
                "time-to-live");
    }

    private void startEvent(Element start) {
        String form = start.getAttributeNS(CAMUNDA, "formRef");
        if (!form.isEmpty()) {
            form(start, form);
        }
    }

    private void userTask(Element task) {
        require(Bilingual.is(task.getAttribute("name")), task, "name");
        String form = task.getAttributeNS(CAMUNDA, "formRef");
        if (form.isEmpty()) {
            refuse(task, "form-missing", "camunda:formRef");
        } else {
            form(task, form);
        }
        groups(task);
        String due = task.getAttributeNS(CAMUNDA, "dueDate");
        require(Juel.isInstant(due), task, "due-date", due);
        int records = 0;
        for (Element extensions : Xml.children(task, "extensionElements")) {
            for (Element listener : Xml.children(extensions, "taskListener")) {
                records += listener(task, listener, form);
            }
        }
        require(records == 1, task, "listener-missing");
        Arrays.stream(HumanStep.values())
                .filter(step -> step.element().equals(task.getAttribute("id")))
                .forEach(step -> require(step.form().equals(form), task, "step-form", step.form()));
    }

    private void groups(Element task) {
        String groups = task.getAttributeNS(CAMUNDA, "candidateGroups");
        require(!groups.isBlank(), task, "group-missing");
        for (String group : groups.split(",", -1)) {
            String name = group.strip();
            if (name.equals(AGENCY_GROUP)) {
                require(isAgencysWork(task), task, "group-agency", name);
                continue;
            }
            boolean known = GROUPS.contains(name) || name.isEmpty();
            require(known, task, "group", name, Juel.list(GROUPS) + ", " + AGENCY_GROUP);
        }
    }

    /** Whether the step stands inside what is done once for each agency. */
    private static boolean isAgencysWork(Element task) {
        return task.getParentNode() instanceof Element scope
                && Xml.is(scope, "subProcess")
                && !Xml.children(scope, "multiInstanceLoopCharacteristics").isEmpty();
    }

    /** Returns 1 when it records the step's completion. */
    private int listener(Element task, Element listener, String form) {
        String event = listener.getAttribute("event");
        String bean = bean(listener, listener.getAttribute("delegateExpression"));
        if (bean == null) {
            return 0;
        }
        Optional<HumanStep> step = HumanStep.ofBean(bean).filter(found -> found != HumanStep.REGISTER);
        boolean records = event.equals("complete") && step.isPresent();
        boolean begins = event.equals("create") && isBeginning(bean);
        boolean accepts = event.equals("assignment") && bean.equals(AppealProcess.ACCEPTANCE);
        if (!records && !begins && !accepts) {
            refuse(task, "bean-place", bean);
        }
        if (records && !step.get().form().equals(form)) {
            refuse(task, "form-listener", form, bean, step.get().form());
        }
        return records ? 1 : 0;
    }

    private void serviceTask(Element task) {
        String bean = bean(task, task.getAttributeNS(CAMUNDA, "delegateExpression"));
        if (bean != null) {
            require(isDelegate(bean), task, "bean-place", bean);
        }
    }

    /** Whether the bean is made for a service task. */
    static boolean isDelegate(String bean) {
        boolean listens = HumanStep.ofBean(bean)
                .filter(step -> step != HumanStep.REGISTER)
                .isPresent();
        return AppealProcess.BEANS.contains(bean)
                && !listens
                && !isBeginning(bean)
                && !bean.equals(AppealProcess.ACCEPTANCE)
                && !bean.equals(AppealProcess.ASSIGNMENTS);
    }

    /** Whether the bean is made to listen to the beginning of a step. */
    static boolean isBeginning(String bean) {
        return bean.startsWith("start");
    }

    private @Nullable String bean(Element element, String expression) {
        var matcher = BEAN.matcher(expression);
        if (matcher.matches() && AppealProcess.BEANS.contains(matcher.group(1))) {
            return matcher.group(1);
        }
        refuse(element, "bean", expression, Juel.list(AppealProcess.BEANS));
        return null;
    }

    private void businessRuleTask(Element task) {
        String decision = task.getAttributeNS(CAMUNDA, "decisionRef");
        require(decisions.contains(decision), task, "decision", decision);
        String binding = task.getAttributeNS(CAMUNDA, "decisionRefBinding");
        String variable = task.getAttributeNS(CAMUNDA, "resultVariable");
        boolean own = variable.equals("agency") || !variable.isEmpty() && isFree(variable);
        require(
                own
                        && task.getAttributeNS(CAMUNDA, "mapDecisionResult").equals("singleEntry")
                        && (binding.isEmpty() || binding.equals("latest")),
                task,
                "decision-result",
                variable);
    }

    private static boolean isFree(String variable) {
        return variable.matches("[a-z]\\w*")
                && !AppealProcess.VARIABLES.containsKey(variable)
                && !AppealProcess.BEANS.contains(variable)
                && Arrays.stream(HumanStep.values())
                        .noneMatch(step -> step.fields().contains(variable));
    }

    private void multiInstance(Element loop) {
        boolean agencies = loop.getAttributeNS(CAMUNDA, "collection").equals(COLLECTION)
                && loop.getAttributeNS(CAMUNDA, "elementVariable").equals("agency");
        require(agencies, loop, "collection", COLLECTION);
    }

    /** Where conditions choose, one way is always open. */
    private void choice(Element node) {
        boolean chooses = node.getParentNode() instanceof Element scope
                && node.hasAttribute("id")
                && Xml.children(scope, "sequenceFlow").stream()
                        .filter(flow -> flow.getAttribute("sourceRef").equals(node.getAttribute("id")))
                        .anyMatch(flow ->
                                !Xml.children(flow, "conditionExpression").isEmpty());
        require(!chooses || node.hasAttribute("default"), node, "default-flow");
    }

    private void form(Element element, String form) {
        require(forms.contains(form), element, "form-unknown", form);
        require(element.getAttributeNS(CAMUNDA, "formRefBinding").equals("latest"), element, "form-binding");
    }

    // What the lifecycle must have, because the code relies on it.

    private void lifecycle(Element definitions, Element process) {
        Set<String> ids = Xml.below(process).stream()
                .map(element -> element.getAttribute("id"))
                .collect(Collectors.toSet());
        Stream.concat(
                        Stream.of(AppealProcess.WATCH),
                        Arrays.stream(HumanStep.values()).map(HumanStep::element))
                .filter(id -> !ids.contains(id))
                .sorted()
                .forEach(id -> problems.add(Problem.of(file, "", id, "element-missing")));
        require(startsWithTheForm(process), process, "start-form");
        require(startsAgain(definitions, process), process, "start-message", AppealProcess.REOPENED);
        require(canBeWithdrawn(definitions, process), process, "withdrawal", AppealProcess.WITHDRAWN);
        watch(process);
        closing(process);
        Xml.below(process).stream()
                .filter(BpmnRules::passes)
                .filter(node -> returns(node, node, new HashSet<>()))
                .findFirst()
                .ifPresent(node -> refuse(node, "endless"));
    }

    private boolean startsWithTheForm(Element process) {
        return Xml.children(process, "startEvent").stream()
                .filter(start -> start.getAttributeNS(CAMUNDA, "formRef").equals(HumanStep.REGISTER.form()))
                .anyMatch(start -> leadsTo(process, start, calls("registerAppeal")));
    }

    private boolean startsAgain(Element definitions, Element process) {
        return Xml.children(process, "startEvent").stream()
                .filter(start -> receives(definitions, start, AppealProcess.REOPENED))
                .anyMatch(start -> leadsTo(process, start, calls("resumeReopened")));
    }

    private boolean canBeWithdrawn(Element definitions, Element process) {
        return Xml.children(process, "subProcess").stream()
                .filter(inner -> inner.getAttribute("triggeredByEvent").equals("true"))
                .anyMatch(inner -> Xml.children(inner, "startEvent").stream()
                        .filter(start -> !start.getAttribute("isInterrupting").equals("false"))
                        .filter(start -> receives(definitions, start, AppealProcess.WITHDRAWN))
                        .anyMatch(start -> leadsTo(inner, start, calls("withdrawAppeal"))));
    }

    private void watch(Element process) {
        Element watch = node(process, AppealProcess.WATCH);
        if (watch == null) {
            return;
        }
        boolean waits = Xml.is(watch, "intermediateCatchEvent")
                && Xml.below(watch).stream()
                        .anyMatch(date ->
                                Xml.is(date, "timeDate") && Xml.text(date).equals("${nextAlert}"));
        boolean returns = next(process, watch).stream()
                .filter(calls("escalate"))
                .anyMatch(escalate -> next(process, escalate).contains(watch));
        boolean besides = Xml.children(process, "parallelGateway").stream()
                .anyMatch(fork -> next(process, fork).contains(watch));
        require(waits && returns && besides, watch, "watch");
    }

    private void closing(Element process) {
        boolean closes = Xml.children(process, "serviceTask").stream()
                .filter(calls("closeAppeal"))
                .anyMatch(close -> leadsTo(process, close, BpmnRules::terminates));
        require(closes, process, "closing");
        Xml.children(process, "endEvent").stream()
                .filter(BpmnRules::terminates)
                .forEach(end -> require(
                        Xml.children(process).stream()
                                .filter(node -> next(process, node).contains(end))
                                .allMatch(calls("closeAppeal")),
                        end,
                        "terminate"));
    }

    /** Whether nothing waits here. */
    private static boolean passes(Element node) {
        return Set.of(
                        "serviceTask",
                        "businessRuleTask",
                        "exclusiveGateway",
                        "inclusiveGateway",
                        "parallelGateway",
                        "intermediateThrowEvent")
                .contains(node.getLocalName());
    }

    /** Whether a way leads from the node back to the wanted one without anything that waits. */
    private static boolean returns(Element node, Element wanted, Set<Element> seen) {
        for (Element next : next((Element) node.getParentNode(), node)) {
            if (next == wanted || passes(next) && seen.add(next) && returns(next, wanted, seen)) {
                return true;
            }
        }
        return false;
    }

    private static boolean terminates(Element end) {
        return !Xml.children(end, "terminateEventDefinition").isEmpty();
    }

    private static boolean receives(Element definitions, Element start, String message) {
        return Xml.children(start, "messageEventDefinition").stream()
                .map(event -> event.getAttribute("messageRef"))
                .anyMatch(ref -> Xml.children(definitions, "message").stream()
                        .anyMatch(found -> found.getAttribute("id").equals(ref)
                                && found.getAttribute("name").equals(message)));
    }

    private static Predicate<Element> calls(String bean) {
        return node -> node.getAttributeNS(CAMUNDA, "delegateExpression").equals("${" + bean + "}");
    }

    private static boolean leadsTo(Element scope, Element node, Predicate<Element> wanted) {
        List<Element> next = next(scope, node);
        return !next.isEmpty() && next.stream().allMatch(wanted);
    }

    private static List<Element> next(Element scope, Element node) {
        return Xml.children(scope, "sequenceFlow").stream()
                .filter(flow -> flow.getAttribute("sourceRef").equals(node.getAttribute("id")))
                .map(flow -> node(scope, flow.getAttribute("targetRef")))
                .filter(Objects::nonNull)
                .map(Element.class::cast)
                .toList();
    }

    private static @Nullable Element node(Element scope, String id) {
        return Xml.children(scope).stream()
                .filter(element -> element.getAttribute("id").equals(id))
                .findFirst()
                .orElse(null);
    }

    private void faults(Element element, List<Juel.Fault> faults) {
        faults.forEach(fault -> refuse(element, fault.code(), fault.values().toArray()));
    }

    private void require(boolean holds, Element element, String code, Object... values) {
        if (!holds) {
            refuse(element, code, values);
        }
    }

    private void refuse(Element element, String code, Object... values) {
        Node seen = element;
        while (seen instanceof Element inner && !SEEN.test(inner) && seen.getParentNode() instanceof Element) {
            seen = seen.getParentNode();
        }
        Element shown = (Element) seen;
        problems.add(Problem.of(file, shown.getAttribute("name"), shown.getAttribute("id"), code, values));
    }
}
