package kz.ikomek.workflow.engine;

import java.util.Set;
import java.util.regex.Pattern;
import kz.ikomek.workflow.lifecycle.AppealProcess;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a model that would run code: scripts, class names, free expressions as implementation, connectors, shell and
 * mail tasks, beans that are not meant for models. It looks at the whole file before the engine reads it, because the
 * engine creates form handlers and validators while reading, before any parse listener is asked. Old versions come
 * through here again when they are read anew, so it must never hold a rule of style; those stand in the gate.
 */
final class GuardedParse extends BpmnParse {

    private static final Pattern BEAN = Pattern.compile("[$#]\\{\\s*(\\w+)\\s*}");

    private static final Set<String> REFUSED_ELEMENTS = Set.of("script", "scriptTask", "connector", "import");

    private static final Set<String> REFUSED_ATTRIBUTES = Set.of(
            "class",
            "formHandlerClass",
            "variableMappingClass",
            "variableMappingDelegateExpression",
            "resource",
            "language");

    private static final Set<String> IMPLEMENTED =
            Set.of("serviceTask", "sendTask", "businessRuleTask", "messageEventDefinition");

    private static final Set<String> LISTENERS =
            Set.of("executionListener", "taskListener", "caseExecutionListener", "variableListener");

    GuardedParse(BpmnParser parser) {
        super(parser);
    }

    @Override
    protected void parseRootElement() {
        check(rootElement, "");
        if (!hasErrors()) {
            super.parseRootElement();
        }
    }

    private void check(Element element, String parentId) {
        String tag = element.getTagName();
        // what an engine's extension carries is told by the step it belongs to
        String id = BpmnParser.BPMN20_NS.equals(element.getUri()) ? element.attribute("id", parentId) : parentId;
        if (REFUSED_ELEMENTS.contains(tag)) {
            refuse(element, id, "<" + tag + ">");
        }
        for (String attribute : REFUSED_ATTRIBUTES) {
            if (has(element, attribute)) {
                refuse(element, id, attribute);
            }
        }
        boolean implemented = IMPLEMENTED.contains(tag);
        if ((implemented || LISTENERS.contains(tag)) && has(element, "expression")) {
            refuse(element, id, "expression");
        }
        if (implemented && value(element, "type") != null) {
            refuse(element, id, "type=\"" + value(element, "type") + "\"");
        }
        if (tag.equals("constraint") && "validator".equals(element.attribute("name"))) {
            refuse(element, id, "a validator of its own");
        }
        String delegate = value(element, "delegateExpression");
        if (delegate != null) {
            var bean = BEAN.matcher(delegate);
            if (!bean.matches() || !AppealProcess.BEANS.contains(bean.group(1))) {
                refuse(element, id, "delegateExpression=\"" + delegate + "\"");
            }
        }
        element.elements().forEach(child -> check(child, id));
    }

    private static boolean has(Element element, String attribute) {
        return value(element, attribute) != null;
    }

    /** With or without the engine's namespace: listeners carry theirs without. */
    private static @Nullable String value(Element element, String attribute) {
        String own = element.attributeNS(CAMUNDA_BPMN_EXTENSIONS_NS, attribute);
        return own != null ? own : element.attribute(attribute);
    }

    private void refuse(Element element, String id, String what) {
        addError("A model may not run code of its own: " + what + " is not allowed in '" + id + "'.", element, id);
    }
}
