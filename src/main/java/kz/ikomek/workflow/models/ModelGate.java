package kz.ikomek.workflow.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The one gate for models: BPMN, DMN and forms that are to be deployed together. The build asks it, the start asks it,
 * and every deployment over REST. It never looks at what is already deployed, so a rule tightened later stops no case.
 */
final class ModelGate {

    /** Bytes of a file at the most: ten times what the largest model takes. */
    private static final int LARGEST = 1_000_000;

    /** Files of a deployment at the most. */
    private static final int MOST = 60;

    private ModelGate() {}

    /** What is wrong with these files, by file name; empty when they may be deployed. */
    static List<Problem> problems(Map<String, byte[]> files, Surroundings around) {
        List<Problem> problems = new ArrayList<>();
        if (files.size() > MOST) {
            return List.of(Problem.of("–", "", "", "too-many", MOST));
        }
        files.forEach((file, content) -> {
            if (content.length > LARGEST) {
                problems.add(Problem.of(file, "", "", "too-large", LARGEST / 1000));
            }
        });
        if (!problems.isEmpty()) {
            return problems;
        }
        var sorted = new TreeMap<>(files);
        Set<String> forms = new TreeSet<>(around.forms());
        Set<String> decisions = new TreeSet<>(around.decisions());
        sorted.forEach((file, content) -> {
            if (isForm(file)) {
                problems.addAll(FormRules.check(file, content));
                FormRules.id(content).ifPresent(forms::add);
            } else if (isDmn(file)) {
                problems.addAll(DmnRules.check(file, content, around));
                decisions.addAll(DmnRules.ids(content));
            } else if (!isBpmn(file)) {
                problems.add(Problem.of(file, "", "", "file-kind"));
            }
        });
        sorted.forEach((file, content) -> {
            if (isBpmn(file)) {
                problems.addAll(BpmnRules.check(file, content, forms, decisions));
            }
        });
        return problems;
    }

    static boolean isForm(String file) {
        return file.endsWith(".form");
    }

    private static boolean isDmn(String file) {
        return file.endsWith(".dmn") || file.endsWith(".dmn11.xml");
    }

    private static boolean isBpmn(String file) {
        return file.endsWith(".bpmn") || file.endsWith(".bpmn20.xml");
    }

    /** What the file defines: ids of processes, decisions or the form; none when it cannot be read. */
    static Set<String> keys(String file, byte[] content) {
        if (isForm(file)) {
            return FormRules.id(content).map(Set::of).orElse(Set.of());
        }
        return isDmn(file) ? DmnRules.ids(content) : BpmnRules.ids(content);
    }
}
