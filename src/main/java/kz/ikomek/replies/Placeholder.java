package kz.ikomek.replies;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.ikomek.shared.Refusal;

/** What a reply leaves open until it is used. None of it is about a person. */
public enum Placeholder {
    NUMBER,
    CATEGORY,
    AGENCY,
    DEADLINE,
    PLACE;

    private static final Map<String, Placeholder> WRITTEN =
            Arrays.stream(values()).collect(Collectors.toMap(Placeholder::written, placeholder -> placeholder));
    private static final Pattern BRACES = Pattern.compile("\\{[^{}]*}|[{}]");

    /** As it stands in a text: {@code {number}}. */
    public String written() {
        return "{" + name().toLowerCase(Locale.ROOT) + "}";
    }

    /**
     * Checks that a text has only known placeholders.
     *
     * @throws Refusal naming the field when it has any other braces
     */
    static void check(String text, String field) {
        Matcher braces = BRACES.matcher(text);
        while (braces.find()) {
            if (!WRITTEN.containsKey(braces.group())) {
                throw new Refusal(
                        "replies.placeholder.unknown",
                        field,
                        braces.group(),
                        Arrays.stream(values()).map(Placeholder::written).collect(Collectors.joining(", ")));
            }
        }
    }

    /** The text with values in place of placeholders; whatever else stands in braces is left alone. */
    static String fill(String text, Function<Placeholder, String> values) {
        return BRACES.matcher(text).replaceAll(found -> {
            Placeholder placeholder = WRITTEN.get(found.group());
            return Matcher.quoteReplacement(placeholder == null ? found.group() : values.apply(placeholder));
        });
    }
}
