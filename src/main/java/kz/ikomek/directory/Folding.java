package kz.ikomek.directory;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.ikomek.shared.SearchText;

/** The words by which an entry is found, and those of what is asked for, in one spelling ({@link SearchText}). */
final class Folding {

    private static final Pattern NUMBER = Pattern.compile("[+(]?\\d[\\d\\s()+-]*");

    /** So many digits alone are a telephone number or the beginning of one, however they are grouped. */
    private static final int SHORTEST_NUMBER = 4;

    private static final int LOCAL_NUMBER = 6;
    private static final int WHOLE_NUMBER = 10;

    private Folding() {}

    /** What was typed as words to look for. A telephone number, however it is grouped, is one word. */
    static List<String> words(String text) {
        String typed = text.strip();
        String number = NUMBER.matcher(typed).matches() ? digits(typed) : "";
        if (number.length() >= SHORTEST_NUMBER) {
            return List.of(national(number));
        }
        String folded = SearchText.fold(typed);
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
            words.addAll(Arrays.asList(SearchText.fold(text).split(" ")));
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
