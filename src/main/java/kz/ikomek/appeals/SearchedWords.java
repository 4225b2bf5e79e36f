package kz.ikomek.appeals;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.shared.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Words that somebody searches for, as the parameters of the statements that find them.
 *
 * @param values {@code word0} and so on are patterns; {@code said} and {@code place} what the index is asked for, of words
 *     anywhere and of those of the address; {@code lately} the two newest parts of 100 000 appeals
 * @param haveOldOnes whether there are appeals of other parts than those two
 */
record SearchedWords(Map<String, Object> values, boolean haveOldOnes) {

    private static final String PATTERN = "word";
    private static final int FEWEST_LETTERS = 2;
    private static final int MOST_WORDS = 8;
    private static final int SHORT_STEM = 3;

    /** As {@code appeals.beginnings} has them. */
    private static final int LONGEST_BEGINNING = 8;

    /** The figures that the numbers of 100 000 appeals have in common. */
    private static final int PART = 2;

    /**
     * What is typed, folded, and which of its words stand in more than two fifths of the newest 500: to go through
     * the index's list of those costs more than to look at what the others have found.
     */
    private static final String FOLDED = """
            WITH typed AS (SELECT trim(appeals.folded(?)) AS folded),
                 sample AS MATERIALIZED (SELECT place || words AS said FROM appeals.search ORDER BY number DESC LIMIT 500)
            SELECT folded, (SELECT min(number) FROM appeals.search) AS oldest, (SELECT max(number) FROM appeals.search) AS newest,
                   ARRAY(SELECT word FROM string_to_table(folded, ' ') AS word
                          WHERE (SELECT count(*) FROM sample WHERE said LIKE '% ' || word || '%') > 200) AS frequent
              FROM typed""";

    private record Folded(
            List<String> words,
            List<String> frequent,
            @Nullable String oldest,
            @Nullable String newest) {}

    /**
     * Of a text as it is typed.
     *
     * @throws Refusal naming the field {@code query} when no word has two letters or figures
     */
    static SearchedWords of(String text, JdbcClient jdbc) {
        Folded folded = jdbc.sql(FOLDED)
                .param(text.replace('\0', ' '))
                .query((row, number) -> new Folded(
                        longest(row.getString("folded")),
                        List.of((String[]) row.getArray("frequent").getArray()),
                        row.getString("oldest"),
                        row.getString("newest")))
                .single();
        if (folded.words().get(0).length() < FEWEST_LETTERS) {
            throw new Refusal("appeals.search.too-short", "query");
        }
        Map<String, Object> values = new TreeMap<>();
        folded.words().forEach(word -> values.put(PATTERN + values.size(), "% " + stem(word) + "%"));
        List<String> asked = asked(folded);
        values.put("said", asked);
        values.put("place", asked.stream().map(word -> "@" + word).toList());
        int newest = part(folded.newest());
        values.put("lately", List.of("#%02d".formatted(newest), "#%02d".formatted(Math.max(0, newest - 1))));
        return new SearchedWords(values, newest - part(folded.oldest()) > 1);
    }

    /** The condition that all of them stand in the column, each at the beginning of a word. */
    String like(String column) {
        return values.keySet().stream()
                .filter(name -> name.startsWith(PATTERN))
                .map(name -> column + " LIKE :" + name)
                .collect(Collectors.joining(" AND ", "(", ")"));
    }

    private static List<String> longest(String folded) {
        return Stream.of(folded.split(" "))
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .limit(MOST_WORDS)
                .toList();
    }

    /** What the index is asked for: the rarer ones; all when all are frequent. */
    private static List<String> asked(Folded folded) {
        List<String> known = folded.words().stream()
                .filter(word -> word.length() >= FEWEST_LETTERS || Character.isDigit(word.charAt(0)))
                .toList();
        List<String> rarer =
                known.stream().filter(word -> !folded.frequent().contains(word)).toList();
        return Stream.of(rarer, known).filter(words -> !words.isEmpty()).findFirst().orElseThrow().stream()
                .map(word -> stem(word).replace("_", ""))
                .map(word -> word.substring(0, Math.min(word.length(), LONGEST_BEGINNING)))
                .toList();
    }

    /** In Kazakh қ, к and п at a word's end turn into ғ, г and б before many endings. */
    private static String stem(String word) {
        return word.length() > SHORT_STEM && (word.endsWith("k") || word.endsWith("p"))
                ? word.substring(0, word.length() - 1) + "_"
                : word;
    }

    private static int part(@Nullable String number) {
        return number == null ? 0 : Integer.parseInt(number.substring(0, PART));
    }
}
