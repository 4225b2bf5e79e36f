package kz.ikomek.appeals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import kz.ikomek.shared.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A number that was heard wrong is noticed before anybody's appeal is opened. */
class AppealNumberTest {

    private static final List<AppealNumber> SOME =
            List.of(AppealNumber.ofSequence(1_000_001), AppealNumber.ofSequence(1_234_567), AppealNumber.ofSequence(9));

    @Test
    void everySingleWrongDigitIsFound() {
        for (AppealNumber number : SOME) {
            assertThat(wrongDigits(number.value())).hasSize(72).allSatisfy(AppealNumberTest::isRefused);
        }
    }

    @Test
    void everySwapOfNeighboursIsFound() {
        for (AppealNumber number : SOME) {
            assertThat(swaps(number.value())).isNotEmpty().allSatisfy(AppealNumberTest::isRefused);
        }
    }

    @Test
    void isReadAsPeopleWriteIt() {
        AppealNumber number = AppealNumber.ofSequence(1_000_001);
        String digits = number.value();
        assertThat(number.display()).isEqualTo(digits.substring(0, 4) + " " + digits.substring(4));
        assertThat(AppealNumber.parse(number.display())).isEqualTo(number);
        assertThat(AppealNumber.parse(" " + digits.substring(0, 2) + "-" + digits.substring(2) + "\u00a0"))
                .isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1000", "100000170", "1000001x", "۱۰۰۰۰۰۱۷"})
    void whatIsNoNumberIsRefused(String text) {
        isRefused(text);
    }

    private static void isRefused(String text) {
        assertThatThrownBy(() -> AppealNumber.parse(text))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("number"));
    }

    private static List<String> wrongDigits(String value) {
        List<String> wrong = new ArrayList<>();
        for (int place = 0; place < value.length(); place++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                if (digit != value.charAt(place)) {
                    wrong.add(value.substring(0, place) + digit + value.substring(place + 1));
                }
            }
        }
        return wrong;
    }

    private static List<String> swaps(String value) {
        List<String> swapped = new ArrayList<>();
        for (int place = 0; place + 1 < value.length(); place++) {
            if (value.charAt(place) != value.charAt(place + 1)) {
                swapped.add(value.substring(0, place)
                        + value.charAt(place + 1)
                        + value.charAt(place)
                        + value.substring(place + 2));
            }
        }
        return swapped;
    }
}
