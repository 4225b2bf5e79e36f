package kz.ikomek.workflow.models;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * FEEL in decision tables: values, comparisons, ranges and a few functions on texts and dates. Nothing that defines or
 * repeats, because the gate itself evaluates what it is given.
 */
final class Feel {

    private static final int LONGEST = 500;
    private static final int DEEPEST = 8;

    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*+\"|(\\w+)\\s*(\\(?)|\\*\\*|[\\s\\S]", Pattern.UNICODE_CHARACTER_CLASS);

    /** The last words of what may be called: not, contains, starts with, ends with, date, date and time, duration. */
    private static final Set<String> CALLED =
            Set.of("not", "contains", "with", "date", "time", "duration", "and", "or", "in");

    private static final Set<String> REFUSED =
            Set.of("function", "external", "for", "some", "every", "satisfies", "return", "instance", "partial");

    private static final Set<String> SIGNS = Set.of("{", "}", "**", "`", "\\", "$", "#", "?", ";");

    private Feel() {}

    /** What of the expression is not allowed; empty when all of it is. */
    static Optional<String> refused(String expression) {
        if (expression.length() > LONGEST) {
            return Optional.of(expression.substring(0, 40) + "…");
        }
        Matcher tokens = TOKEN.matcher(expression);
        int depth = 0;
        while (tokens.find()) {
            String word = tokens.group(1);
            boolean opens = tokens.group().equals("(")
                    || tokens.group().equals("[")
                    || word != null && !tokens.group(2).isEmpty();
            depth += opens ? 1 : 0;
            depth -= tokens.group().equals(")") || tokens.group().equals("]") ? 1 : 0;
            boolean calls = word != null && !tokens.group(2).isEmpty() && !CALLED.contains(word);
            if (calls || depth > DEEPEST || REFUSED.contains(String.valueOf(word)) || SIGNS.contains(tokens.group())) {
                return Optional.of(tokens.group().strip());
            }
        }
        return Optional.empty();
    }
}
