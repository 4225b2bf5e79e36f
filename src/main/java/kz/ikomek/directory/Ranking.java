package kz.ikomek.directory;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which of the entries that have the words comes first: names before other texts, whole words before beginnings, both before corrections. */
final class Ranking {

    private static final int NAME_IS = 0;
    private static final int NAME_BEGINS = 1;
    private static final int NAME_HAS_WORDS = 2;
    private static final int NAME_HAS_BEGINNINGS = 3;
    private static final int HAS_WORDS = 4;
    private static final int HAS_BEGINNINGS = 5;
    private static final int CORRECTED = 6;

    static final Comparator<Ranked> BEST_FIRST = Comparator.comparingInt(Ranked::tier)
            .thenComparingInt(Ranked::errors)
            .thenComparingInt(Ranked::reading)
            .thenComparingInt(ranked -> ranked.candidate().name().length())
            .thenComparing(ranked -> ranked.candidate().name())
            .thenComparingLong(ranked -> ranked.candidate().id());

    private Ranking() {}

    /**
     * An entry that may be a hit, in folded words.
     *
     * @param kk name
     * @param ru name
     * @param all all its words
     */
    record Candidate(long id, String kk, String ru, String all) {

        private String name() {
            return kk.length() <= ru.length() ? kk : ru;
        }
    }

    /**
     * Its place.
     *
     * @param reading which reading of the typed text it answers: 0 is the text itself
     * @param errors corrected in what was typed
     */
    record Ranked(Candidate candidate, int tier, int errors, int reading) {

        /** Whether the entry has every word just as it is typed, or its name begins with all of them. */
        boolean whole() {
            return tier <= NAME_HAS_WORDS || tier == HAS_WORDS;
        }

        Hit.Match match() {
            return tier <= NAME_BEGINS
                    ? Hit.Match.NAME
                    : tier <= NAME_HAS_BEGINNINGS
                            ? Hit.Match.WORDS
                            : tier < CORRECTED ? Hit.Match.ELSEWHERE : Hit.Match.CORRECTED;
        }
    }

    /**
     * The candidate's place; null when it answers no reading.
     *
     * @param readings each the words of one reading of the typed text
     * @param corrections for a typed word the words that may have been meant, with the errors that lie between
     */
    static @Nullable Ranked rank(
            Candidate candidate, List<List<String>> readings, Map<String, Map<String, Integer>> corrections) {
        Ranked best = null;
        for (int reading = 0; reading < readings.size(); reading++) {
            Ranked ranked = rank(candidate, readings.get(reading), reading, corrections);
            if (ranked != null && (best == null || BEST_FIRST.compare(ranked, best) < 0)) {
                best = ranked;
            }
        }
        return best;
    }

    private static @Nullable Ranked rank(
            Candidate candidate, List<String> typed, int reading, Map<String, Map<String, Integer>> corrections) {
        String phrase = String.join(" ", typed);
        if (candidate.kk().equals(phrase) || candidate.ru().equals(phrase)) {
            return new Ranked(candidate, NAME_IS, 0, reading);
        }
        if (candidate.kk().startsWith(phrase) || candidate.ru().startsWith(phrase)) {
            return new Ranked(candidate, NAME_BEGINS, 0, reading);
        }
        Set<String> kk = words(candidate.kk());
        Set<String> ru = words(candidate.ru());
        if (kk.containsAll(typed) || ru.containsAll(typed)) {
            return new Ranked(candidate, NAME_HAS_WORDS, 0, reading);
        }
        if (begun(typed, kk) || begun(typed, ru)) {
            return new Ranked(candidate, NAME_HAS_BEGINNINGS, 0, reading);
        }
        Set<String> all = words(candidate.all());
        if (all.containsAll(typed)) {
            return new Ranked(candidate, HAS_WORDS, 0, reading);
        }
        if (begun(typed, all)) {
            return new Ranked(candidate, HAS_BEGINNINGS, 0, reading);
        }
        int errors = 0;
        for (String word : typed) {
            int fewest = begins(word, all) ? 0 : fewest(corrections.getOrDefault(word, Map.of()), all);
            if (fewest == Integer.MAX_VALUE) {
                return null;
            }
            errors += fewest;
        }
        return new Ranked(candidate, CORRECTED, errors, reading);
    }

    private static int fewest(Map<String, Integer> meant, Set<String> words) {
        return meant.entrySet().stream()
                .filter(correction -> words.contains(correction.getKey()))
                .mapToInt(Map.Entry::getValue)
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private static boolean begun(List<String> typed, Set<String> words) {
        return typed.stream().allMatch(beginning -> begins(beginning, words));
    }

    private static boolean begins(String beginning, Set<String> words) {
        return words.stream().anyMatch(word -> word.startsWith(beginning));
    }

    private static Set<String> words(String text) {
        return Set.copyOf(Arrays.asList(text.split(" ")));
    }
}
