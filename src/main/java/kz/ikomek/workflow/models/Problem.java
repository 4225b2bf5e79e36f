package kz.ikomek.workflow.models;

import java.util.List;
import kz.ikomek.shared.Language;
import kz.ikomek.shared.Sentences;

/**
 * Why a model is not taken: where, and which rule.
 *
 * @param file name of the model
 * @param name what the element is called in the model; may be empty
 * @param id of the element; may be empty when the whole file is meant
 * @param code key of the sentence in the bundle {@code models}
 * @param values what the sentence quotes
 */
record Problem(String file, String name, String id, String code, List<Object> values) {

    static Problem of(String file, String name, String id, String code, Object... values) {
        return new Problem(file, name.replaceAll("\\s+", " ").strip(), id, code, List.of(values));
    }

    /** The sentence: file, element, rule. */
    String sentence(Sentences sentences, Language language) {
        String rule = sentences.of("models." + code, language, values.toArray());
        return file + ", " + element() + ": " + rule;
    }

    private String element() {
        if (name.isEmpty()) {
            return id.isEmpty() ? "–" : id;
        }
        return "«" + name + "»" + (id.isEmpty() ? "" : " (" + id + ")");
    }
}
