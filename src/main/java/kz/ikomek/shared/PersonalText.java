package kz.ikomek.shared;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes phones and IINs out of what people wrote, before it is published, shown in a list or logged. Pure; what is masked
 * already stays as it is.
 *
 * <p>A phone is read in the spellings of Kazakhstan: ten digits that begin with 7, eleven that begin with 7 or 8, up to
 * fifteen after a plus, and a city's six as {@code 53-12-34}, with blanks, brackets, dots, dashes or slashes between. An IIN
 * is twelve digits that name a date and carry the right check digit; account and meter numbers are left alone.
 */
public final class PersonalText {

    /** What stands in the place of a phone, an IIN or a name. */
    public static final String MASK = "***";

    private static final String BETWEEN = "[\\s\\u00A0\\u2007\\u202F().\\-\\u2010-\\u2015\\u2212/_]{0,3}";
    private static final String ALONE = "(?<![0-9])";
    private static final String END = "(?![0-9])";

    private static final Pattern IIN = Pattern.compile(ALONE + "[0-9](?:" + BETWEEN + "[0-9]){11}" + END);
    private static final Pattern PHONE = Pattern.compile(ALONE
            + "(?:\\+" + BETWEEN + "[0-9](?:" + BETWEEN + "[0-9]){8,14}"
            + "|(?:(?:00|8" + BETWEEN + "10)" + BETWEEN + ")?[78]" + BETWEEN + "[3-9](?:" + BETWEEN + "[0-9]){9}"
            + "|7(?:" + BETWEEN + "[0-9]){9}"
            + "|(?<![0-9]-)[0-9]{2}([-\\u2010-\\u2015])[0-9]{2}\\1[0-9]{2}(?!-[0-9]))"
            + END);

    private static final int[] WEIGHTS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    private static final int[] SECOND_WEIGHTS = {3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2};
    private static final int DIGITS = 12;
    private static final int MODULUS = 11;
    private static final int NO_DIGIT = 10;
    private static final int MONTHS = 12;
    private static final int DAYS = 31;
    private static final int CENTURIES = 6;
    private static final int TEN = 10;

    /** A part of a name that is shorter is too often another word. */
    private static final int SHORTEST_NAME = 3;

    private PersonalText() {}

    /** The text without phones and IINs. */
    public static String masked(String text) {
        String before;
        String now = text;
        // What stood close to a phone may be one, too, once that is gone.
        do {
            before = now;
            now = masked(masked(before, IIN, PersonalText::isIin), PHONE, digits -> true);
        } while (!now.equals(before));
        return now;
    }

    /**
     * The text without phones, IINs and the parts of a name, in whatever case they stand.
     *
     * @param name of the resident; null when it is not known
     */
    public static String masked(String text, @Nullable String name) {
        String masked = masked(text);
        if (name == null) {
            return masked;
        }
        String parts = Stream.of(name.split("[^\\p{L}\\p{M}]+"))
                .filter(part -> part.length() >= SHORTEST_NAME)
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return parts.isEmpty()
                ? masked
                : Pattern.compile(
                                "(?<![\\p{L}\\p{M}])(?:" + parts + ")[\\p{L}\\p{M}]{0,6}",
                                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                        .matcher(masked)
                        .replaceAll(MASK);
    }

    /** Whether these digits are an individual identification number: a date, a century, and the right check digit. */
    public static boolean isIin(String digits) {
        if (!digits.matches("[0-9]{12}")) {
            return false;
        }
        int month = number(digits, 2);
        int day = number(digits, 4);
        if (month < 1 || month > MONTHS || day < 1 || day > DAYS || digits.charAt(CENTURIES) - '0' > CENTURIES) {
            return false;
        }
        int check = sum(digits, WEIGHTS);
        if (check == NO_DIGIT) {
            check = sum(digits, SECOND_WEIGHTS);
        }
        return check == digits.charAt(DIGITS - 1) - '0';
    }

    private static int number(String digits, int from) {
        return (digits.charAt(from) - '0') * TEN + digits.charAt(from + 1) - '0';
    }

    private static int sum(String digits, int[] weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (digits.charAt(i) - '0');
        }
        return sum % MODULUS;
    }

    private static String masked(String text, Pattern pattern, Predicate<String> meant) {
        var found = pattern.matcher(plain(text));
        var masked = new StringBuilder(text.length());
        int copied = 0;
        int from = 0;
        while (from <= text.length() && found.find(from)) {
            if (meant.test(found.group().replaceAll("[^0-9]", ""))) {
                masked.append(text, copied, found.start()).append(MASK);
                copied = found.end();
                from = found.end();
            } else {
                from = found.start() + 1;
            }
        }
        return masked.append(text, copied, text.length()).toString();
    }

    /** The same length, with the digits of every script as those of ours. */
    private static String plain(String text) {
        var plain = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i))) {
                plain.setCharAt(i, (char) ('0' + Character.digit(text.charAt(i), TEN)));
            }
        }
        return plain.toString();
    }
}
