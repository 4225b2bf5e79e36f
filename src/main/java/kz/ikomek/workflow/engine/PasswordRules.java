package kz.ikomek.workflow.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Which passwords may be chosen: long rather than odd (NIST SP 800-63B). No rule about digits and signs, since people
 * answer it with "1!" at the end; what everybody tries first does not count towards the length.
 */
public final class PasswordRules {

    /** Least number of characters. */
    public static final int SHORTEST = 12;

    /** Most characters. */
    public static final int LONGEST = 200;

    private static final int DIFFERENT = 5;
    private static final int OF_OWN = 6;
    private static final int LONG_NAME = 3;

    /** What is tried first, in the languages and on the keyboards of here. */
    private static final List<String> KNOWN = List.of(
            "password",
            "passw0rd",
            "parol",
            "пароль",
            "құпиясөз",
            "купиясоз",
            "qwertyuiop",
            "qwerty",
            "asdfgh",
            "zxcvbn",
            "йцукенгшщз",
            "йцукен",
            "фывапр",
            "ячсмит",
            "1q2w3e4r",
            "1234567890",
            "123456789",
            "12345678",
            "1234567",
            "123456",
            "12345",
            "654321",
            "ikomek",
            "shymkent",
            "шымкент",
            "чимкент",
            "welcome",
            "admin",
            "админ");

    private PasswordRules() {}

    /**
     * Refuses what is too easily guessed.
     *
     * @param field key of the form field
     * @param names login and names of the person; null where there is none
     */
    public static void check(String password, String field, @Nullable String... names) {
        String refused = refused(password, names);
        if (refused != null) {
            throw new Refusal(refused, field, SHORTEST, LONGEST);
        }
    }

    /** Key of the sentence that says what is wrong with it; null for nothing. */
    static @Nullable String refused(String password, @Nullable String... names) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return "password.refused.short";
        }
        if (length > LONGEST) {
            return "password.refused.long";
        }
        if (password.codePoints().anyMatch(Character::isISOControl)) {
            return "password.refused.control";
        }
        String plain = password.toLowerCase(Locale.ROOT);
        if (plain.codePoints().distinct().count() < DIFFERENT) {
            return "password.refused.same";
        }
        String own = without(plain, KNOWN.stream());
        if (own.length() < OF_OWN) {
            return "password.refused.known";
        }
        Stream<String> persons = Arrays.stream(names)
                .filter(Objects::nonNull)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> name.length() >= LONG_NAME);
        return without(own, persons).length() < OF_OWN ? "password.refused.name" : null;
    }

    private static String without(String text, Stream<String> parts) {
        return parts.reduce(text, (rest, part) -> rest.replace(part, ""));
    }
}
