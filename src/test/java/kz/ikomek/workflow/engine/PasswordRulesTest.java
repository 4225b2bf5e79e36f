package kz.ikomek.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "short, қысқа сөз",
                "same, ааааааааааааааббббббб",
                "known, Qwerty1234567890",
                "known, йцукен123456!!",
                "known, iKomek109Shymkent",
                "known, Құпиясөз2026!",
                "name, Aigul-Serik-1!",
                "name, айгүлСерікқызы12",
            })
    void whatIsEasilyGuessedIsRefused(String why, String password) {
        assertThat(PasswordRules.refused(password, "aigul-serik", "Айгүл", "Серікқызы", null))
                .isEqualTo("password.refused." + why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"бес алма екі алмұрт", "correct horse battery", "Жаңбыр жауса, жер көгереді", "t7#kQ9!vLm2x"})
    void severalWordsOrManySignsAreTaken(String password) {
        assertThat(PasswordRules.refused(password, "aigul", "Айгүл", "")).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201})
    void thereIsALongest(int length) {
        String password = "абвгд".repeat(50).substring(0, length);
        assertThat(PasswordRules.refused(password)).isEqualTo(length > 200 ? "password.refused.long" : null);
    }
}
