package kz.ikomek.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kz.ikomek.shared.SearchText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds a category by what people call it: a name or a synonym in any of the three languages, typing errors and all. */
@Component
public class FindCategory {

    private final JdbcClient jdbc;
    private final Catalog catalog;

    FindCategory(JdbcClient jdbc, Catalog catalog) {
        this.jdbc = jdbc;
        this.catalog = catalog;
    }

    /** A category, and the name or synonym by which it was found. */
    public record Found(Category category, String word) {}

    private record Synonym(String category, String word) {}

    /** Categories in use that fit, the likeliest first, each once; in the catalogue's order when nothing is typed. */
    public List<Found> find(String typed, int most) {
        List<Category> categories = catalog.categoriesInUse();
        List<Found> words = words(categories);
        if (typed.isBlank()) {
            return categories.stream()
                    .limit(most)
                    .map(category -> new Found(category, category.name().kk()))
                    .toList();
        }
        return jdbc
                .sql("""
                SELECT word
                  FROM (SELECT DISTINCT ON (owner) owner, word, fit
                          FROM (SELECT words.owner, words.word, length(words.folded) AS length,
                                       max(CASE WHEN words.folded = asked THEN 3
                                                WHEN words.folded LIKE asked || '%' THEN 2
                                                WHEN words.folded LIKE '% ' || asked || '%' THEN 1.5
                                                ELSE word_similarity(asked, words.folded) END) AS fit
                                  FROM unnest(:owners, :folded) WITH ORDINALITY AS words (owner, folded, word),
                                       unnest(:asked) AS asked
                                 GROUP BY 1, 2, 3) AS fits
                         ORDER BY owner, fit DESC, length) AS best
                 WHERE fit >= 0.5
                 ORDER BY fit DESC, owner
                 LIMIT :most
                """)
                .param(
                        "owners",
                        words.stream()
                                .map(found -> categories.indexOf(found.category()))
                                .toArray(Integer[]::new))
                .param(
                        "folded",
                        words.stream().map(Found::word).map(SearchText::fold).toArray(String[]::new))
                .param("asked", SearchText.readings(typed).toArray(String[]::new))
                .param("most", most)
                .query(Integer.class)
                .list()
                .stream()
                .map(word -> words.get(word - 1))
                .toList();
    }

    private List<Found> words(List<Category> categories) {
        List<Synonym> synonyms = jdbc.sql("SELECT category, word FROM catalog.synonym ORDER BY category, word")
                .query((row, number) -> new Synonym(row.getString("category"), row.getString("word")))
                .list();
        List<Found> words = new ArrayList<>();
        for (Category category : categories) {
            var name = category.name();
            Stream.concat(
                            Stream.of(name.kk(), name.ru(), name.en()),
                            synonyms.stream()
                                    .filter(synonym -> synonym.category()
                                            .equals(category.code().value()))
                                    .map(Synonym::word))
                    .forEach(word -> words.add(new Found(category, word)));
        }
        return words;
    }
}
