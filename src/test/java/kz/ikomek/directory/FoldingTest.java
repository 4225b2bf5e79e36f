package kz.ikomek.directory;

import static org.assertj.core.api.Assertions.assertThat;

import kz.ikomek.shared.Layouts;
import kz.ikomek.shared.SearchText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many spellings, one folding. */
class FoldingTest {

    @ParameterizedTest
    @CsvSource(
            value = {
                "Дәріхана|дарихана",
                "Тұрғын үй|Тургын уй",
                "Жаһанша|жаханша",
                "Әл-Фараби|ал фараби",
                "Қаңтар көшесі|кантар кошеси",
                "поликлиника №5|Поликлинника 5",
                "больница|болница",
                "щётка|щетка",
                "Жібек жолы|zhibek zholy",
                "халық|halyk",
            },
            delimiter = '|')
    void oneSpelling(String one, String other) {
        assertThat(SearchText.fold(one)).isEqualTo(SearchText.fold(other)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "53-00-01|530001",
                "8 (7252) 53-00-01|7252530001",
                "+7 7252 530001|7252530001",
                "53 00|5300",
                "103|103",
                "12 34 5|12345",
            },
            delimiter = '|')
    void aPhoneIsOneWordHoweverItIsGrouped(String typed, String word) {
        assertThat(Folding.words(typed)).containsExactly(word);
    }

    @Test
    void otherLayoutsAreReadBothWays() {
        assertThat(Layouts.otherReadings("fgntrf")).contains("аптека");
        assertThat(Layouts.otherReadings("l2h3[fyf")).contains("дәріхана");
        assertThat(Layouts.otherReadings("l2h3[fyf 5")).contains("дәріхана 5");
        assertThat(Layouts.otherReadings("vtrntg 5")).contains("мектеп 5");
        assertThat(Layouts.otherReadings("Уукщ")).contains("eero");
        assertThat(Layouts.otherReadings("\"қі")).contains("103");
        assertThat(Layouts.otherReadings("103")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "apteka,apteka,0",
        "apte,apteka,0",
        "aptika,apteka,1",
        "atpeka,apteka,1",
        "pteka,apteka,1",
        "apttekaa,apteka,2",
        "polikinka,poliklinika,2",
        "mektep,apteka,4",
    })
    void errorsAreCountedToTheBeginningOfTheWord(String typed, String word, int errors) {
        assertThat(EditDistance.toBeginning(typed, word)).isEqualTo(errors);
    }
}
