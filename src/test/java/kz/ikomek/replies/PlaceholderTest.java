package kz.ikomek.replies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import kz.ikomek.shared.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderTest {

    @Test
    void theKnownOnesAreLetThrough() {
        assertThatCode(() -> Placeholder.check("{number} {category} {agency} {deadline} {place}", "textKk"))
                .doesNotThrowAnyException();
        assertThatCode(() -> Placeholder.check("Жұмыс орындалды.", "textKk")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{name}", "{phone}", "{Number}", "{ number }", "{}", "{number", "number}", "{{number}}"})
    void allOthersAreRefusedAndTheFieldIsNamed(String text) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Placeholder.check("Мерзімі: " + text, "textRu"))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo("replies.placeholder.unknown");
                    assertThat(refusal.field()).isEqualTo("textRu");
                });
    }

    @Test
    void valuesAreWrittenAsTheyAre() {
        assertThat(Placeholder.fill("{place}; {place}!", placeholder -> "№ 5 $1 \\ {number}"))
                .isEqualTo("№ 5 $1 \\ {number}; № 5 $1 \\ {number}!");
    }
}
