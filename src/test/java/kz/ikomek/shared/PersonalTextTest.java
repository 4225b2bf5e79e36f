package kz.ikomek.shared;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalTextTest {

    /** The check digit by the rule of the law, written anew. */
    private static final int[][] WEIGHTS = {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, {3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2}};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8 701 123 45 67",
                "87011234567",
                "+7 (701) 123-45-67",
                "+77011234567",
                "7 701 123 45 67",
                "701 123 45 67",
                "8-701-123-45-67",
                "8.701.123.45.67",
                "8 (7252) 53-12-34",
                "53-12-34",
                "8\u00A0701\u00A01234567",
                "٨ ٧٠١ ١٢٣ ٤٥ ٦٧",
                "+998 90 123 45 67",
                "8 10 7 701 123 45 67"
            })
    void phonesInEverySpellingAreMasked(String phone) {
        assertThat(PersonalText.masked("Маған " + phone + ", кешке қоңырау шалыңыз, үй 12"))
                .isEqualTo("Маған ***, кешке қоңырау шалыңыз, үй 12");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1000 0012 нөмірлі өтініш",
                "42 500 теңге",
                "25.11.2026 09:40",
                "KZ868560000007001234567",
                "есепшот 123456789012",
                "Тәуке хан даңғылы, 12-34"
            })
    void otherNumbersAreLeftAlone(String text) {
        assertThat(PersonalText.masked(text)).isEqualTo(text);
    }

    @Test
    void namesGoInWhateverCaseTheyStand() {
        assertThat(PersonalText.masked("Мен АЙГҮЛ, Айгүлдің үйі, Серікқызымен сөйлестім", "Айгүл Серікқызы"))
                .isEqualTo("Мен ***, *** үйі, *** сөйлестім");
    }

    @Provide
    Arbitrary<String> separators() {
        return Arbitraries.of("", " ", "-", ") ", " (", ".", "\u00A0", "–");
    }

    @Property
    void everyPhoneIsMaskedWhereverItStands(
            @ForAll @IntRange(min = 0, max = 999_999_999) int rest,
            @ForAll("separators") String one,
            @ForAll("separators") String two,
            @ForAll("prefixes") String prefix) {
        String digits = "7" + "%09d".formatted(rest);
        String phone = prefix + digits.substring(0, 3) + one + digits.substring(3, 6) + two + digits.substring(6);
        assertThat(PersonalText.masked("телефоным " + phone + "!")).isEqualTo("телефоным ***!");
    }

    @Provide
    Arbitrary<String> prefixes() {
        return Arbitraries.of("", "8", "8 ", "+7", "+7 (", "7-");
    }

    @Property
    void everyIinIsMaskedAndNoneWithAnotherCheckDigit(
            @ForAll @IntRange(min = 0, max = 99) int year,
            @ForAll @IntRange(min = 1, max = 12) int month,
            @ForAll @IntRange(min = 1, max = 28) int day,
            @ForAll @IntRange(min = 1, max = 6) int century,
            @ForAll @IntRange(min = 0, max = 9_999) int rest) {
        String eleven = "%02d%02d%02d%d%04d".formatted(year, month, day, century, rest);
        int check = check(eleven);
        for (int digit = 0; digit < 10; digit++) {
            assertThat(PersonalText.isIin(eleven + digit)).isEqualTo(digit == check);
        }
        if (check < 10) {
            assertThat(PersonalText.masked("ЖСН " + eleven + check + " деп жаз"))
                    .isEqualTo("ЖСН *** деп жаз");
        }
    }

    @Test
    void aPhoneBesideAPhoneIsMaskedToo() {
        assertThat(PersonalText.masked("87011234567-53-12-34")).isEqualTo("***-***");
    }

    @Property
    void maskingTwiceIsMaskingOnceAndNothingBreaksIt(@ForAll String text) {
        String once = PersonalText.masked(text);
        assertThat(PersonalText.masked(once)).isEqualTo(once);
    }

    private static int check(String eleven) {
        int check = 10;
        for (int[] weights : WEIGHTS) {
            if (check == 10) {
                check = 0;
                for (int i = 0; i < weights.length; i++) {
                    check += weights[i] * Character.digit(eleven.charAt(i), 10);
                }
                check %= 11;
            }
        }
        return check;
    }
}
