package kz.ikomek.intake.bulk;

import java.util.HashMap;
import java.util.Map;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with each of the tasks.
 *
 * @param agency code of the agency to route to; null where nothing is routed
 * @param first number of the appeal that the others repeat; null where nothing is a duplicate
 * @param said answer, reason, report or note; null for nothing
 */
record BulkOrder(
        BulkAction action,
        @Nullable String agency,
        @Nullable String first,
        @Nullable String said) {

    private static final int LONGEST = 4000;

    /**
     * Reads what was typed; fields that the action does not take are left out.
     *
     * @throws Refusal naming the field that is missing or too long
     */
    static BulkOrder read(BulkAction action, Map<String, String> typed) {
        String chosen = text(action.chosen(), true, typed);
        String said = text(action.said(), action.saidRequired(), typed);
        boolean routes = "agency".equals(action.chosen());
        return new BulkOrder(action, routes ? chosen : null, routes ? null : chosen, said);
    }

    private static @Nullable String text(@Nullable String field, boolean required, Map<String, String> typed) {
        if (field == null) {
            return null;
        }
        String text = typed.getOrDefault(field, "").replace("\r\n", "\n").strip();
        if (text.isEmpty() && required) {
            throw new Refusal("shared.required", field);
        }
        if (text.length() > LONGEST) {
            throw new Refusal("shared.too-long", field, LONGEST);
        }
        return text.isEmpty() ? null : text;
    }

    /** What stands in the form of each task. */
    Map<String, Object> form() {
        Map<String, Object> form = new HashMap<>();
        form.put("decision", action.decision());
        put(form, action.chosen(), agency == null ? first : agency);
        put(form, action.said(), said);
        return form;
    }

    private static void put(Map<String, Object> form, @Nullable String field, @Nullable String value) {
        if (field != null && value != null) {
            form.put(field, value);
        }
    }
}
