package kz.ikomek.directory;

import static org.assertj.core.api.Assertions.assertThat;

import kz.ikomek.shared.Layouts;
import kz.ikomek.shared.SearchText;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every text that is folded, read on another layout, or compared. */
class FoldingPropertiesTest {

    private static final String KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";
    private static final String MARKED = "әғқңөұүһіӘҒҚҢӨҰҮҺІ";
    private static final String UNMARKED = "агкноуухиАГКНОУУХИ";

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars(KAZAKH)
                .withChars(KAZAKH.toUpperCase())
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .withChars(" -№«»’'ñü")
                .ofMaxLength(40);
    }

    @Property
    void foldingTwiceIsFoldingOnce(@ForAll("texts") String text) {
        String folded = SearchText.fold(text);
        assertThat(SearchText.fold(folded)).isEqualTo(folded);
    }

    @Property
    void anyTextBecomesPlainWords(@ForAll String text) {
        assertThat(SearchText.fold(text)).matches("([a-z0-9]+( [a-z0-9]+)*)?");
    }

    @Property
    void kazakhLettersMayBeTypedWithoutTheirMarks(@ForAll("texts") String text) {
        var without = new StringBuilder();
        text.chars()
                .map(letter -> MARKED.indexOf(letter) < 0 ? letter : UNMARKED.charAt(MARKED.indexOf(letter)))
                .forEach(letter -> without.append((char) letter));
        assertThat(SearchText.fold(without.toString())).isEqualTo(SearchText.fold(text));
    }

    @Property
    void capitalsDoNotMatter(@ForAll("texts") String text) {
        assertThat(SearchText.fold(text.toUpperCase())).isEqualTo(SearchText.fold(text));
    }

    @Property
    void whatIsTypedOnTheLatinLayoutIsReadAsCyrillic(@ForAll("cyrillic") String word) {
        String keys = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
        String letters = "ёйцукенгшщзхъфывапролджэячсмитьбю";
        var typed = new StringBuilder("q");
        word.chars().forEach(letter -> typed.append(keys.charAt(letters.indexOf(letter))));
        assertThat(Layouts.otherReadings(typed.toString())).contains("й" + word);
    }

    @Provide
    Arbitrary<String> cyrillic() {
        return Arbitraries.strings()
                .withChars("ёйцукенгшщзхъфывапролджэячсмитьбю")
                .ofMinLength(1)
                .ofMaxLength(12);
    }

    @Property
    void thereAreNoMoreErrorsThanLettersAndNoneInABeginning(
            @ForAll("words") String typed, @ForAll("words") String word) {
        assertThat(EditDistance.toBeginning(typed, word)).isBetween(0, typed.length());
        assertThat(EditDistance.toBeginning(typed, typed + word)).isZero();
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withCharRange('a', 'f').ofMinLength(1).ofMaxLength(12);
    }
}
