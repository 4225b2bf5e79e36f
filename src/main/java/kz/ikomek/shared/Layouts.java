package kz.ikomek.shared;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What somebody meant who typed on the wrong keyboard layout: Latin, Russian or Kazakh. */
public final class Layouts {

    private static final String LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
    private static final String RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю";

    /** The Kazakh layout is the Russian one with letters on the row of digits. */
    private static final String DIGITS = "1234567890-=";

    private static final String KAZAKH = "\"әіңғ,.үұқөһ";

    /** The same keys with shift held. */
    private static final String LATIN_SHIFTED = "~{}:\"<>";

    private static final String RUSSIAN_SHIFTED = "ёхъжэбю";

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private static final Map<Character, Character> TO_RUSSIAN = map(LATIN + LATIN_SHIFTED, RUSSIAN + RUSSIAN_SHIFTED);
    private static final Map<Character, Character> TO_KAZAKH =
            map(LATIN + LATIN_SHIFTED + DIGITS, RUSSIAN + RUSSIAN_SHIFTED + KAZAKH);
    private static final Map<Character, Character> FROM_KAZAKH = map(KAZAKH + RUSSIAN, DIGITS + LATIN);

    private Layouts() {}

    /**
     * The texts that somebody may have meant, without the typed one itself. Latin letters, or nothing but signs of the row
     * of digits and the like, are read as Russian and Kazakh; Cyrillic ones as Latin.
     */
    public static List<String> otherReadings(String typed) {
        String text = typed.toLowerCase(Locale.ROOT);
        Set<String> readings = new LinkedHashSet<>();
        if (text.chars().anyMatch(letter -> letter >= 'a' && letter <= 'z')) {
            readings.add(replaced(text, TO_RUSSIAN));
            readings.add(kazakh(text));
        } else if (text.chars().anyMatch(letter -> FROM_KAZAKH.containsKey((char) letter) && letter > 127)) {
            readings.add(replaced(text, FROM_KAZAKH));
        }
        readings.remove(text);
        return List.copyOf(readings);
    }

    private static String replaced(String text, Map<Character, Character> keys) {
        var read = new StringBuilder(text.length());
        text.chars().forEach(letter -> read.append(keys.getOrDefault((char) letter, (char) letter)));
        return read.toString();
    }

    /** A word of digits only is a number on any layout. */
    private static String kazakh(String text) {
        return Arrays.stream(text.split(" "))
                .map(word -> NUMBER.matcher(word).matches() ? word : replaced(word, TO_KAZAKH))
                .collect(Collectors.joining(" "));
    }

    private static Map<Character, Character> map(String from, String to) {
        Map<Character, Character> keys = new HashMap<>();
        for (int i = 0; i < from.length(); i++) {
            keys.putIfAbsent(from.charAt(i), to.charAt(i));
        }
        return Map.copyOf(keys);
    }
}
