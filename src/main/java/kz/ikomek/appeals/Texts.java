package kz.ikomek.appeals;

import java.util.regex.Pattern;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;

/** What people type: trimmed, not longer than fits, and there where it must be. */
final class Texts {

    static final int SHORT = 300;
    static final int LONG = 4000;

    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\u2028\u2029]+");

    private Texts() {}

    static String required(@Nullable String text, String field) {
        String value = optional(text, field, LONG);
        if (value == null) {
            throw new Refusal("shared.required", field);
        }
        return value;
    }

    /** What stands in one line, also in a mail: line breaks become spaces. */
    static @Nullable String line(@Nullable String text, String field) {
        return optional(text == null ? null : BREAKS.matcher(text).replaceAll(" "), field, SHORT);
    }

    static @Nullable String optional(@Nullable String text, String field, int most) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String value = text.strip().replace("\u0000", "");
        if (value.length() > most) {
            throw new Refusal("shared.too-long", field, most);
        }
        return value;
    }
}
