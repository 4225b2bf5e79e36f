package kz.ikomek.shared;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Makes one spelling of many, for search: what is kept and what is asked for go through the same folding. Kazakh letters
 * lose their marks, letters that are mixed up become one, Cyrillic becomes Latin, doubled letters single. What comes out
 * are words of {@code a-z} and {@code 0-9} with single spaces between.
 */
public final class SearchText {

    private static final Map<Character, String> LETTERS = Map.ofEntries(
            Map.entry('а', "a"),
            Map.entry('ә', "a"),
            Map.entry('б', "b"),
            Map.entry('в', "v"),
            Map.entry('г', "g"),
            Map.entry('ғ', "g"),
            Map.entry('д', "d"),
            Map.entry('е', "e"),
            Map.entry('ж', "j"),
            Map.entry('з', "z"),
            Map.entry('и', "i"),
            Map.entry('і', "i"),
            Map.entry('к', "k"),
            Map.entry('қ', "k"),
            Map.entry('л', "l"),
            Map.entry('м', "m"),
            Map.entry('н', "n"),
            Map.entry('ң', "n"),
            Map.entry('о', "o"),
            Map.entry('ө', "o"),
            Map.entry('п', "p"),
            Map.entry('р', "r"),
            Map.entry('с', "s"),
            Map.entry('т', "t"),
            Map.entry('у', "u"),
            Map.entry('ұ', "u"),
            Map.entry('ү', "u"),
            Map.entry('ф', "f"),
            Map.entry('х', "h"),
            Map.entry('һ', "h"),
            Map.entry('ц', "ts"),
            Map.entry('ч', "ch"),
            Map.entry('ш', "sh"),
            Map.entry('щ', "sh"),
            Map.entry('ъ', ""),
            Map.entry('ы', "y"),
            Map.entry('ь', ""),
            Map.entry('э', "e"),
            Map.entry('ю', "iu"),
            Map.entry('я', "ia"),
            Map.entry('ı', "i"),
            Map.entry('ŋ', "n"),
            Map.entry('q', "k"));

    /** Latin spellings of one Cyrillic letter. */
    private static final Map<String, String> DIGRAPHS = Map.of("zh", "j", "kh", "h", "yu", "iu", "ya", "ia");

    private static final Pattern DIGRAPH = Pattern.compile("zh|kh|yu|ya");
    private static final Pattern DOUBLED = Pattern.compile("([a-z])\\1+");
    private static final Pattern BREAKS = Pattern.compile("\\s+");

    private SearchText() {}

    /** The folded text. Folding it again changes nothing. */
    public static String fold(String text) {
        String marks = Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        var folded = new StringBuilder(marks.length());
        for (int i = 0; i < marks.length(); i++) {
            char letter = marks.charAt(i);
            String latin = LETTERS.get(letter);
            if (latin != null) {
                folded.append(latin);
            } else if (letter >= 'a' && letter <= 'z' || letter >= '0' && letter <= '9') {
                folded.append(letter);
            } else if (Character.getType(letter) != Character.NON_SPACING_MARK && letter != '\'' && letter != '’') {
                folded.append(' ');
            }
        }
        return BREAKS.matcher(settled(folded.toString())).replaceAll(" ").strip();
    }

    /**
     * What may have been meant, folded, the typed first: on another keyboard layout (Latin, Russian, Kazakh) the same keys
     * give another text. Each is not empty; none when nothing is left of the text.
     */
    public static List<String> readings(String typed) {
        List<String> readings = new ArrayList<>();
        readings.add(fold(typed));
        Layouts.otherReadings(typed.strip()).forEach(other -> readings.add(fold(other)));
        return readings.stream()
                .filter(reading -> !reading.isEmpty())
                .distinct()
                .toList();
    }

    private static String settled(String text) {
        String before;
        String now = text;
        do {
            before = now;
            now = DIGRAPH.matcher(now).replaceAll(found -> DIGRAPHS.getOrDefault(found.group(), ""));
            now = DOUBLED.matcher(now).replaceAll("$1");
        } while (!now.equals(before));
        return now;
    }
}
