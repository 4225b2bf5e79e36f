package kz.ikomek.bench;

import java.util.List;

/**
 * People's tasks one after the other, each with a timer that would remind and does not interrupt: four as a rule, of which
 * the first is the registering. The product registers with the start, so three are as many as it has.
 */
final class Model {

    static final String KEY = "case";
    private static final List<String> ALL = List.of("register", "inspect", "execute", "control");
    static final List<String> STEPS =
            ALL.subList(ALL.size() - Integer.getInteger("bench.tasks", ALL.size()), ALL.size());

    private Model() {}

    /**
     * The model as BPMN.
     *
     * @param namespace declaration of the engine's own namespace, {@code prefix="uri"}
     * @param prefix of that namespace
     */
    static String text(String namespace, String prefix) {
        var model = new StringBuilder(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:%s targetNamespace="bench">
                  <process id="case" isExecutable="true"%s>
                    <startEvent id="start"/>
                """.formatted(namespace, prefix.equals("camunda") ? " camunda:historyTimeToLive=\"P180D\"" : ""));
        String before = "start";
        for (String step : STEPS) {
            model.append("""
                        <sequenceFlow id="to-%1$s" sourceRef="%2$s" targetRef="%1$s"/>
                        <userTask id="%1$s" name="%1$s" %3$s:candidateGroups="%1$s"/>
                        <boundaryEvent id="late-%1$s" attachedToRef="%1$s" cancelActivity="false">
                          <timerEventDefinition><timeDuration>P2D</timeDuration></timerEventDefinition>
                        </boundaryEvent>
                        <sequenceFlow id="remind-%1$s" sourceRef="late-%1$s" targetRef="reminded-%1$s"/>
                        <endEvent id="reminded-%1$s"/>
                    """.formatted(step, before, prefix));
            before = step;
        }
        return model.append("""
                    <sequenceFlow id="to-end" sourceRef="%s" targetRef="end"/>
                    <endEvent id="end"/>
                  </process>
                </definitions>
                """.formatted(before)).toString();
    }
}
