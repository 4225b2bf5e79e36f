package kz.ikomek.directory;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text searches of PostgreSQL for the readings of what was typed; an entry has to answer one of them. */
final class Terms {

    /** A number so short is taken as it is typed: school 1 is not school 10. A longer one may be a begun telephone number. */
    private static final int SHORT_NUMBER = 3;

    private Terms() {}

    private interface Term {
        /** @param last whether it is the reading's last word */
        String of(String word, boolean last);
    }

    /** All words as they are typed. */
    static String whole(List<List<String>> readings) {
        return any(readings, (word, last) -> quoted(word));
    }

    /** All words as they are typed, the last one perhaps unfinished. */
    static String lastBegun(List<List<String>> readings) {
        return any(readings, (word, last) -> last ? begun(word) : quoted(word));
    }

    /** All words perhaps unfinished. */
    static String begun(List<List<String>> readings) {
        return any(readings, (word, last) -> begun(word));
    }

    /** Each word as it is typed, or one of those that may have been meant. */
    static String corrected(List<List<String>> readings, Map<String, Map<String, Integer>> corrections) {
        return any(
                readings,
                (word, last) -> "(" + (last ? begun(word) : quoted(word))
                        + corrections.getOrDefault(word, Map.of()).keySet().stream()
                                .sorted()
                                .map(other -> "|" + quoted(other))
                                .collect(Collectors.joining())
                        + ")");
    }

    private static String any(List<List<String>> readings, Term term) {
        return readings.stream().map(words -> all(words, term)).collect(Collectors.joining("|"));
    }

    /** One letter beside other words begins half of all words: the ranking looks for it, the index need not. */
    private static String all(List<String> words, Term term) {
        boolean some = words.stream().anyMatch(word -> !letter(word));
        return IntStream.range(0, words.size())
                .filter(at -> !some || !letter(words.get(at)))
                .mapToObj(at -> term.of(words.get(at), at == words.size() - 1))
                .collect(Collectors.joining("&", "(", ")"));
    }

    private static String begun(String word) {
        boolean shortNumber = word.length() <= SHORT_NUMBER && word.chars().allMatch(Character::isDigit);
        return letter(word) || shortNumber ? quoted(word) : quoted(word) + ":*";
    }

    private static boolean letter(String word) {
        return word.length() == 1 && Character.isLetter(word.charAt(0));
    }

    private static String quoted(String word) {
        return "'" + word + "'";
    }
}
