package kz.ikomek.directory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.ikomek.shared.Layouts;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Finds entries while somebody types, in Kazakh or Russian: words and their beginnings first, as typed or as they would
 * have come out on another keyboard layout; only where that finds next to nothing, words that differ by typing errors.
 */
@Component
public class DirectorySearch {

    /** The most hits that can be asked for. */
    public static final int MOST = 50;

    /** Longer texts are cut: nobody types that into a search. */
    private static final int LONGEST = 100;

    private static final int MOST_WORDS = 8;

    /** With fewer hits, none of which has all words as they are typed, typing errors are looked for too. */
    private static final int FEW = 3;

    /** Of one typed word, those with the fewest errors. */
    private static final int MOST_CORRECTIONS = 12;

    private final EntryStore store;
    private final TransactionOperations transactions;

    DirectorySearch(EntryStore store, TransactionOperations transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    /**
     * The entries that fit, best first; none for a text without letters and digits.
     *
     * @param text as typed
     * @param limit of hits, from 1 to {@link #MOST}
     */
    public List<Hit> find(String text, int limit) {
        List<List<String>> readings = readings(text);
        return readings.isEmpty()
                ? List.of()
                : Objects.requireNonNull(transactions.execute(
                        status -> hits(readings, Math.min(Math.max(limit, 1), MOST))));
    }

    private List<Hit> hits(List<List<String>> readings, int limit) {
        List<Ranking.Ranked> found = ranked(store.having(readings), readings, Map.of());
        if (found.size() < FEW && found.stream().noneMatch(Ranking.Ranked::whole)) {
            var corrections = corrections(readings);
            if (!corrections.isEmpty()) {
                Set<Long> known =
                        found.stream().map(hit -> hit.candidate().id()).collect(Collectors.toSet());
                var candidates = store.having(readings, corrections).stream()
                        .filter(candidate -> !known.contains(candidate.id()))
                        .toList();
                found = Stream.concat(found.stream(), ranked(candidates, readings, corrections).stream())
                        .toList();
            }
        }
        return complete(found.stream().limit(limit).toList());
    }

    /** What the typed text may mean: itself first, then as typed on another layout. Each once. */
    private static List<List<String>> readings(String text) {
        String typed = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return Stream.concat(Stream.of(typed), Layouts.otherReadings(typed).stream())
                .map(Folding::words)
                .filter(words -> !words.isEmpty())
                .map(words -> words.subList(0, Math.min(words.size(), MOST_WORDS)))
                .distinct()
                .toList();
    }

    private static List<Ranking.Ranked> ranked(
            List<Ranking.Candidate> candidates,
            List<List<String>> readings,
            Map<String, Map<String, Integer>> corrections) {
        return candidates.stream()
                .map(candidate -> Ranking.rank(candidate, readings, corrections))
                .filter(Objects::nonNull)
                .sorted(Ranking.BEST_FIRST)
                .toList();
    }

    /** For each typed word the directory's own words that it may have been meant to be, with the errors between. */
    private Map<String, Map<String, Integer>> corrections(List<List<String>> readings) {
        List<String> typed = readings.stream()
                .flatMap(List::stream)
                .distinct()
                .filter(Folding::correctable)
                .toList();
        Map<String, Map<String, Integer>> corrections = new HashMap<>();
        store.similar(typed).forEach((word, similar) -> {
            Map<String, Integer> errors = similar.stream()
                    .collect(Collectors.toMap(Function.identity(), other -> EditDistance.toBeginning(word, other)));
            Map<String, Integer> meant = errors.entrySet().stream()
                    .filter(other -> other.getValue() <= EditDistance.forgiven(word))
                    .sorted(Map.Entry.comparingByValue())
                    .limit(MOST_CORRECTIONS)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            if (!meant.isEmpty()) {
                corrections.put(word, meant);
            }
        });
        return corrections;
    }

    private List<Hit> complete(List<Ranking.Ranked> best) {
        List<Long> ids = best.stream().map(hit -> hit.candidate().id()).toList();
        Map<Long, Entry> entries = store.find(ids).stream().collect(Collectors.toMap(Entry::id, Function.identity()));
        List<Long> medicines = entries.values().stream()
                .filter(entry -> entry.facts().kind() == EntryKind.MEDICINE)
                .map(Entry::id)
                .toList();
        Map<Long, List<Stock>> stock = medicines.isEmpty() ? Map.of() : store.stock(medicines);
        List<Hit> hits = new ArrayList<>();
        for (Ranking.Ranked hit : best) {
            Entry entry = entries.get(hit.candidate().id());
            if (entry != null) {
                hits.add(new Hit(entry, stock.getOrDefault(entry.id(), List.of()), hit.match()));
            }
        }
        return hits;
    }
}
