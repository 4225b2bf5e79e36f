package kz.ikomek.workflow.models;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import kz.ikomek.appeals.Channel;
import kz.ikomek.appeals.ExtendDeadline;
import kz.ikomek.shared.Language;
import kz.ikomek.workflow.lifecycle.HumanStep;

/** What a Camunda Form may say: the fields that the code reads, no more and no less, in whatever order and words. */
final class FormRules {

    /** Groups within groups, at the most. */
    private static final int DEEPEST = 40;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build());
    private static final int SCHEMA = 16;

    private static final Set<String> PLAIN = Set.of("text", "separator", "spacer", "group");
    private static final Set<String> FIELDS =
            Set.of("textfield", "textarea", "number", "checkbox", "radio", "select", "taglist", "datetime");
    private static final Set<String> CHOICES = Set.of("radio", "select", "taglist");

    /** Fields whose options come from the catalogue. */
    static final Map<String, String> LISTS = Map.of(
            "category", "categories",
            "district", "districts",
            "agency", "agencies",
            "furtherAgencies", "agencies");

    private static final Set<String> TICKS = Set.of("danger", "anonymous", "calledBack");

    private final String file;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> keys = new TreeSet<>();

    private FormRules(String file) {
        this.file = file;
    }

    static List<Problem> check(String file, byte[] content) {
        JsonNode form = read(content);
        if (!form.isObject() || !form.path("components").isArray()) {
            return List.of(Problem.of(file, "", "", isTooDeep(content) ? "too-deep" : "unreadable"));
        }
        var rules = new FormRules(file);
        rules.form(form);
        return rules.problems;
    }

    /** The id of the form; empty when it cannot be read. */
    static Optional<String> id(byte[] content) {
        return Optional.of(read(content).path("id").asText("")).filter(id -> !id.isEmpty());
    }

    private static boolean isTooDeep(byte[] content) {
        try {
            JSON.readTree(content);
            return false;
        } catch (StreamConstraintsException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static JsonNode read(byte[] content) {
        try {
            return JSON.readTree(content);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void form(JsonNode form) {
        String id = form.path("id").asText("");
        Optional<HumanStep> step = HumanStep.ofForm(id);
        if (step.isEmpty()) {
            refuse(
                    "",
                    id,
                    "form-id",
                    Arrays.stream(HumanStep.values()).map(HumanStep::form).collect(Collectors.joining(", ")));
            return;
        }
        int schema = form.path("schemaVersion").asInt(0);
        if (schema < 1 || schema > SCHEMA) {
            refuse("", id, "schema-version", schema, SCHEMA);
        }
        form.path("components").forEach(component -> component(component, step.get()));
        Set<String> missing = new TreeSet<>(step.get().fields());
        missing.removeAll(keys);
        missing.forEach(key -> refuse("", id, "field-missing", key));
    }

    private void component(JsonNode component, HumanStep step) {
        String type = component.path("type").asText("");
        String key = component.path("key").asText("");
        String label = component.path("label").asText(component.path("text").asText(""));
        String id = key.isEmpty() ? component.path("id").asText("") : key;
        boolean plain = PLAIN.contains(type);
        boolean dateOnly =
                type.equals("datetime") && !component.path("subtype").asText("").equals("datetime");
        if (!plain && !FIELDS.contains(type) || dateOnly) {
            refuse(
                    label,
                    id,
                    "field-type",
                    dateOnly ? "datetime/" + component.path("subtype").asText("") : type);
            return;
        }
        if (!type.equals("separator") && !type.equals("spacer") && !(type.equals("group") && label.isEmpty())) {
            label(label, id);
        }
        String help = component.path("description").asText("");
        if (!help.isEmpty()) {
            label(help, id);
        }
        if (plain) {
            if (!component.path("path").asText("").isEmpty()) {
                refuse(label, id, "field-path", component.path("path").asText());
            }
            component.path("components").forEach(inner -> component(inner, step));
            return;
        }
        field(component, key, label, step);
    }

    private void field(JsonNode field, String key, String label, HumanStep step) {
        String type = field.path("type").asText();
        if (!step.fields().contains(key)) {
            refuse(label, key, "field-unknown", key, Juel.list(step.fields()));
            return;
        }
        if (!keys.add(key)) {
            refuse(label, key, "field-twice", key);
        }
        if (TICKS.contains(key) != type.equals("checkbox")) {
            refuse(label, key, "field-type", type);
        }
        if (key.equals("furtherAgencies") != type.equals("taglist")) {
            refuse(label, key, "field-type", type);
        }
        JsonNode preset = field.path("defaultValue");
        if (preset.asText("").startsWith("=") || preset.isContainerNode()) {
            refuse(label, key, "field-default", preset.toString());
        }
        if (!field.path("disabled").isMissingNode() && !field.path("disabled").isBoolean()
                || field.path("disabled").asBoolean(false)) {
            refuse(label, key, "field-disabled");
        }
        if (CHOICES.contains(type)) {
            choices(field, key, label, step);
        } else if (LISTS.containsKey(key) || key.equals("decision")) {
            refuse(label, key, "field-type", type);
        }
    }

    private void choices(JsonNode field, String key, String label, HumanStep step) {
        if (field.has("valuesKey") || field.has("valuesExpression")) {
            refuse(label, key, "field-expression");
        }
        String list = field.path("properties").path("ikomek:options").asText("");
        String wanted = LISTS.getOrDefault(key, "");
        if (!list.equals(wanted)) {
            refuse(label, key, "field-options", wanted.isEmpty() ? "–" : wanted);
        }
        if (!wanted.isEmpty()) {
            return;
        }
        Set<String> values = StreamSupport.stream(field.path("values").spliterator(), false)
                .map(option -> option.path("value").asText(""))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> known = known(key, step);
        Set<String> strange = new TreeSet<>(values);
        strange.removeAll(known);
        strange.forEach(value -> refuse(label, key, "field-choice", value, Juel.list(known)));
        if (key.equals("decision") && !values.containsAll(known) || values.isEmpty()) {
            refuse(label, key, "field-choices", Juel.list(known));
        }
        if (!key.equals("language")) {
            field.path("values").forEach(option -> label(option.path("label").asText(""), key));
        }
    }

    private static Set<String> known(String key, HumanStep step) {
        return switch (key) {
            case "decision" -> step.decisions();
            case "language" ->
                Arrays.stream(Language.values()).map(Language::tag).collect(Collectors.toSet());
            case "extension" -> Set.copyOf(ExtendDeadline.OFFERED);
            case "channel" -> Arrays.stream(Channel.values()).map(Enum::name).collect(Collectors.toSet());
            default -> Set.of();
        };
    }

    private void label(String label, String id) {
        if (!Bilingual.is(label) || label.startsWith("=") || label.contains("{{")) {
            refuse(label, id, "label");
        }
    }

    private void refuse(String name, String id, String code, Object... values) {
        problems.add(Problem.of(file, name, id, code, values));
    }
}
