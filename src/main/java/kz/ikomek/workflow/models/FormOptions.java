package kz.ikomek.workflow.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import kz.ikomek.catalog.Catalog;
import kz.ikomek.shared.LocalizedText;
import org.springframework.stereotype.Component;

/** Writes the catalogue into the option lists of a form: where a component says {@code ikomek:options}. */
@Component
class FormOptions {

    private final Catalog catalog;
    private final ObjectMapper json;

    FormOptions(Catalog catalog, ObjectMapper json) {
        this.catalog = catalog;
        this.json = json;
    }

    /**
     * The form with its options; rendering it again changes nothing. A form that has them already comes back letter for
     * letter, so that Modeler, which sends it twice, deploys it once.
     *
     * @throws IllegalArgumentException when it is no JSON or asks for an unknown list
     */
    byte[] render(byte[] form) {
        return render(new String(form, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    /** As {@link #render(byte[])}. */
    String render(String form) {
        try {
            JsonNode root = json.readTree(form);
            JsonNode before = root.deepCopy();
            components(root);
            return root.equals(before)
                    ? form
                    : json.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a form must be JSON", e);
        }
    }

    private void components(JsonNode parent) {
        for (JsonNode component : parent.path("components")) {
            String list = component.path("properties").path("ikomek:options").asText("");
            if (!list.isEmpty() && component instanceof ObjectNode select) {
                fill(select.putArray("values"), list);
            }
            components(component);
        }
    }

    private void fill(ArrayNode values, String list) {
        switch (list) {
            case "categories" ->
                catalog.categoriesInUse()
                        .forEach(category -> option(values, category.code().value(), category.name()));
            case "agencies" ->
                catalog.agenciesInUse()
                        .forEach(agency -> option(values, agency.code().value(), agency.name()));
            case "districts" ->
                catalog.districtsInUse()
                        .forEach(district -> option(values, district.code().value(), district.name()));
            default -> throw new IllegalArgumentException("unknown option list: " + list);
        }
    }

    private static void option(ArrayNode values, String value, LocalizedText label) {
        values.addObject().put("label", label.bilingual()).put("value", value);
    }
}
