package kz.ikomek.directory;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes one spelling of many: what is written into the directory and what is asked for go through the same folding.
 * Kazakh letters lose their marks, letters that are mixed up become one, Cyrillic becomes Latin, doubled letters single.
 * What comes out are words of {@code a-z} and {@code 0-9} with single spaces between.
 */
final class Folding {

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
    private static final Pattern NUMBER = Pattern.compile("[+(]?\\d[\\d\\s()+-]*");
    private static final Pattern BREAKS = Pattern.compile("\\s+");

    /** So many digits alone are a telephone number or the beginning of one, however they are grouped. */
    private static final int SHORTEST_NUMBER = 4;

    private static final int LOCAL_NUMBER = 6;
    private static final int WHOLE_NUMBER = 10;

    private Folding() {}

    /** The folded text. Folding it again changes nothing. */
    static String fold(String text) {
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

    /** What was typed as words to look for. A telephone number, however it is grouped, is one word. */
    static List<String> words(String text) {
        String typed = text.strip();
        String number = NUMBER.matcher(typed).matches() ? digits(typed) : "";
        if (number.length() >= SHORTEST_NUMBER) {
            return List.of(national(number));
        }
        String folded = fold(typed);
        return folded.isEmpty()
                ? List.of()
                : Arrays.stream(folded.split(" ")).distinct().toList();
    }

    /** All words by which an entry is found, each once. */
    static String all(EntryFacts facts) {
        Set<String> words = new LinkedHashSet<>();
        for (String text : new String[] {
            facts.name().kk(),
            facts.name().ru(),
            facts.name().en(),
            facts.keywords(),
            facts.address().kk(),
            facts.address().ru()
        }) {
            words.addAll(Arrays.asList(fold(text).split(" ")));
        }
        for (String phone : facts.phones()) {
            String number = national(digits(phone));
            words.add(number);
            if (number.length() > LOCAL_NUMBER) {
                words.add(number.substring(number.length() - LOCAL_NUMBER));
            }
        }
        return words.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
    }

    /** Whether a word can be typed wrongly in a way that is worth correcting. */
    static boolean correctable(String word) {
        return word.length() > EditDistance.SHORTEST
                && word.chars().noneMatch(letter -> letter >= '0' && letter <= '9');
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

    private static String digits(String phone) {
        return phone.chars()
                .filter(letter -> letter >= '0' && letter <= '9')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** Without the 8 or +7 before it. */
    private static String national(String digits) {
        return digits.length() == WHOLE_NUMBER + 1 && (digits.startsWith("8") || digits.startsWith("7"))
                ? digits.substring(1)
                : digits;
    }
}
